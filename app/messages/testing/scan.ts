// Finds texts in the source: those that are said, those in tables that are said where they are shown, and those that
// somebody has forgotten to say.

import { parseSync } from "vite";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export interface FoundText {
  readonly text: string;
  readonly line: number;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const children = (node: Node): readonly Node[] =>
  Object.entries(node).flatMap(([, value]) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

const name = (value: unknown): string =>
  isNode(value) ? String(value["name"] ?? (isNode(value["property"]) ? value["property"]["name"] : "")) : "";

const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** The text of a literal, or of a template without places. */
function literal(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  const [only, ...more] = list(node["quasis"]);
  if (node.type !== "TemplateLiteral" || more.length > 0) return undefined;
  const value = only?.["value"];
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : undefined;
}

/** A sentence over several lines of source, as it is put together. */
function joined(node: Node): string | undefined {
  const [left, right] = [node["left"], node["right"]];
  if (node.type !== "BinaryExpression" || node["operator"] !== "+" || !isNode(left) || !isNode(right))
    return literal(node);
  const [before, after] = [joined(left), joined(right)];
  return before === undefined || after === undefined ? undefined : before + after;
}

const jsxText = (text: string): string =>
  text
    .split("\n")
    .map((line, index, all) =>
      (index === 0 ? line : line.trimStart()).slice(0).replace(index < all.length - 1 ? / +$/ : /$^/, ""),
    )
    .filter((line) => line !== "")
    .join(" ");

/** Words, rather than a name in code, a place for a value or a sign. */
const hasWords = (text: string): boolean => /[a-z]{2}/.test(text.replaceAll(/\{\w+\}/g, ""));

export class Source {
  readonly path: string;
  readonly #text: string;
  readonly #program: Node;

  constructor(path: string, text: string) {
    this.path = path;
    this.#text = text;
    const { program } = parseSync(path, text);
    this.#program = program as unknown as Node;
  }

  #at(node: Node, text: string): FoundText {
    return { text, line: this.#text.slice(0, node.start).split("\n").length };
  }

  #walk(visit: (node: Node) => boolean | void, node = this.#program): void {
    if (visit(node) === false) return;
    for (const child of children(node)) this.#walk(visit, child);
  }

  /** Every text in the file, whatever it is for. */
  literals(): readonly string[] {
    const found: string[] = [];
    this.#walk((node) => {
      const text = joined(node);
      if (text !== undefined) found.push(text);
    });
    return found;
  }

  /** What `say`, `plural` and <Rich> are given, through conditions too. */
  said(): readonly FoundText[] {
    const found: FoundText[] = [];
    const collect = (node: Node | undefined): void => {
      if (node === undefined) return;
      const text = joined(node);
      if (text !== undefined) found.push(this.#at(node, text));
      else if (node.type === "ConditionalExpression")
        [node["consequent"], node["alternate"]].filter(isNode).forEach(collect);
      else if (node.type === "LogicalExpression") [node["left"], node["right"]].filter(isNode).forEach(collect);
    };
    this.#walk((node) => {
      const called = node.type === "CallExpression" ? name(node["callee"]) : "";
      const given = list(node["arguments"]);
      if (called === "say" || called === "retell") collect(given[0]);
      if (called === "plural") given.slice(1, 3).forEach(collect);
      if (node.type !== "JSXOpeningElement" || !["Rich", "Told"].includes(name(node["name"]))) return;
      for (const attribute of list(node["attributes"])) {
        const value = attribute["value"];
        if (name(attribute["name"]) !== "text" || !isNode(value)) continue;
        collect(value.type === "JSXExpressionContainer" && isNode(value["expression"]) ? value["expression"] : value);
      }
    });
    return found.filter(({ text }) => hasWords(text));
  }

  /** Texts of tables: what stands in constants of the file under a name for texts, or reads like one. */
  tables(): readonly FoundText[] {
    const found: FoundText[] = [];
    const visit = (node: Node, key: string): void => {
      if (/^(?:Arrow)?Function/.test(node.type) || node.type.startsWith("TSType")) return;
      if (node.type === "CallExpression" && /^(?:say|plural|lazy|import)$/.test(name(node["callee"]))) return;
      const text = joined(node);
      if (text !== undefined) {
        if (TEXT_KEYS.test(key) ? hasWords(text) : READS_LIKE_TEXT.test(text)) found.push(this.#at(node, text));
        return;
      }
      if (node.type === "Property") {
        const value = node["value"];
        const own = isNode(node["key"]) ? (literal(node["key"]) ?? name(node["key"])) : "";
        if (isNode(value)) visit(value, own);
        return;
      }
      for (const child of children(node)) visit(child, key);
    };
    for (const statement of list(this.#program["body"])) {
      const declared = statement.type === "ExportNamedDeclaration" ? statement["declaration"] : statement;
      if (!isNode(declared) || declared.type !== "VariableDeclaration") continue;
      for (const { init } of list(declared["declarations"])) if (isNode(init)) visit(init, "");
    }
    return found;
  }

  /** What is said while the file is loaded, before any language is known. */
  saidOnLoad(): readonly FoundText[] {
    const found: FoundText[] = [];
    this.#walk((node) => {
      if (/Function/.test(node.type) || node.type === "ClassBody") return false;
      const called = node.type === "CallExpression" ? name(node["callee"]) : "";
      if (["say", "plural", "retell"].includes(called)) found.push(this.#at(node, called));
      return true;
    });
    return found;
  }

  /** Texts between tags and in attributes that readers meet, from tables too, which nobody says. */
  unsaid(): readonly FoundText[] {
    const found: FoundText[] = [];
    const collect = (node: Node): void => {
      const text = joined(node);
      if (text !== undefined && hasWords(text)) found.push(this.#at(node, text));
      else if (node.type === "TemplateLiteral") {
        const words = list(node["quasis"]).map(({ value }) => (value as { readonly cooked: string }).cooked);
        if (words.some(hasWords)) found.push(this.#at(node, words.join("…")));
        list(node["expressions"]).forEach(collect);
      } else if (node.type === "MemberExpression" && WORDS_TABLE.test(name(node["object"])))
        found.push(this.#at(node, `${name(node["object"])}[…]`));
      else if (node.type === "ConditionalExpression")
        [node["consequent"], node["alternate"]].filter(isNode).forEach(collect);
      else if (node.type === "LogicalExpression") [node["left"], node["right"]].filter(isNode).forEach(collect);
    };
    const inside = (value: unknown): void => {
      if (!isNode(value)) return;
      if (value.type === "JSXExpressionContainer") inside(value["expression"]);
      else collect(value);
    };
    this.#walk((node) => {
      if (node.type === "JSXText") {
        const text = jsxText(String(node["value"])).trim();
        if (hasWords(text)) found.push(this.#at(node, text));
      }
      if (node.type === "JSXElement" || node.type === "JSXFragment")
        list(node["children"]).forEach((child) => child.type === "JSXExpressionContainer" && inside(child));
      if (node.type === "JSXOpeningElement" && ["Rich", "Told"].includes(name(node["name"]))) return;
      if (node.type === "JSXAttribute" && SHOWN_ATTRIBUTES.test(name(node["name"]))) inside(node["value"]);
    });
    return found;
  }
}

const WORDS_TABLE = /^[A-Z]+_(?:TITLES|WORDS|NAMES|LABELS|TEXTS)$/;
const TEXT_KEYS =
  /^(?:title|label|text|words?|about|what|where|detail|meaning|note|hint|summary|name|empty|why|says|defect|analogue|term|use)$/;
const READS_LIKE_TEXT = /^[A-Z][a-z]+$|[A-Za-z,.;:)}”] +[a-z(“]|[a-z] [A-Z]/;
const SHOWN_ATTRIBUTES =
  /^(?:title|aria-label|aria-valuetext|aria-description|aria-roledescription|label|placeholder|alt|aside|term|empty|hint|caption|legend|summary)$/;
