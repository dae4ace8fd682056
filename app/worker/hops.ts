// A message to oneself, by which waiting messages get their turn: unlike a timer it does not wait, and it takes its place
// behind the messages that are there.

export class Hops {
  private channel: MessageChannel | undefined;

  /** Each by a channel of its own: Node would hand on a thousand messages of one before it looks at others. */
  next(): Promise<void> {
    const channel = new MessageChannel();
    this.channel = channel;
    return new Promise((resolve) => {
      channel.port1.onmessage = () => {
        channel.port1.close();
        resolve();
      };
      channel.port2.postMessage(undefined);
    });
  }

  end(): void {
    this.channel?.port1.close();
  }
}
