// What an installed page is called and looks like.

export const MANIFEST = {
  id: "./",
  name: "Kexec Jump Lab",
  short_name: "Jump Lab",
  description: "An instruction-exact, time-travelling machine in the browser for Linux kexec jump",
  lang: "en",
  start_url: "./",
  scope: "./",
  display: "standalone",
  background_color: "#f7f7f4",
  theme_color: "#16181d",
  categories: ["education", "developer"],
  icons: [
    { src: "icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "icon-512.png", sizes: "512x512", type: "image/png" },
    { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
};
