import { styleText } from "node:util";

/** Announces a part of the demo. */
export function heading(text: string): void {
  print(`\n${styleText("bold", `━━ ${text} ${"━".repeat(Math.max(0, 76 - text.length))}`)}`);
}

/** Shows a command as one would type it. */
export function commandLine(command: string): void {
  print(`\n${styleText("cyan", "$")} ${styleText("bold", command)}`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Sets rows in columns as wide as their widest cell; the last column is left as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map(row => row[index]?.length ?? 0)));
  return rows
    .map(row =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
