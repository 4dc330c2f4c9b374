/* Text that a code host shows as it is meant, whatever is in a record. */

/** GitHub takes 65,536 characters; what is added below stays within. */
const LIMIT = 60_000;
const LONGEST_LINE = 2_000;

/** Inline code, also in the cell of a table: names nobody, and links nowhere. */
export function code(text: string): string {
  const line = cut(text.replace(/\s+/g, " "), 400).replaceAll("|", "\\|");
  if (line === "") return "";
  const fence = fenceOver(line, 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return fence + pad + line + pad + fence;
}

/** Lines as they are. */
export function block(text: string): string {
  const fence = fenceOver(text, 3);
  return [`${fence}text`, ...text.split("\n").map(line => cut(line, LONGEST_LINE)), fence].join("\n");
}

/** A warning that stands out; GitHub and GitLab draw it as a box. */
export function alarm(kind: "CAUTION" | "WARNING" | "IMPORTANT", lines: readonly string[]): string {
  return [`> [!${kind}]`, ...lines.map(line => `> ${line}`)].join("\n");
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

/** Cuts after a whole line, so that the host takes it. @param limit characters */
export function fitted(markdown: string, limit = LIMIT): string {
  if (markdown.length <= limit) return markdown;
  const kept: string[] = [];
  let length = 0;
  let fence = "";
  const lines = markdown.split("\n");
  for (const line of lines) {
    if (length + line.length + 1 > limit) break;
    kept.push(line);
    length += line.length + 1;
    const [mark] = /^`{3,}/.exec(line) ?? [];
    if (mark !== undefined) fence = fence === "" ? mark : mark === fence ? "" : fence;
  }
  const left = lines.length - kept.length;
  return [
    ...kept,
    ...(fence === "" ? [] : [fence]),
    "",
    `**Cut here: ${left} more lines are in the job's log.**`,
  ].join("\n");
}

function fenceOver(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
  return "`".repeat(Math.max(least, longest + 1));
}

/** Where a surrogate pair would be torn, it goes as a whole. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "")} …`;
}
