import { styleText } from "node:util";
import type { Finding, Mark } from "./finding";

const COLOURS = { ok: "green", warn: "yellow", fail: "red" } as const;

const paint = (mark: Mark, isColoured: boolean): string => {
  const text = mark.padEnd(4);
  // Whether to colour was decided by the caller's stream, which need not be this process's.
  return isColoured ? styleText(COLOURS[mark], text, { validateStream: false }) : text;
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const summary = (findings: readonly Finding[]): string => {
  const of = (mark: Mark) => findings.filter(finding => finding.mark === mark).length;
  if (of("fail") > 0) return `${counted(of("fail"), "failure")}, ${counted(of("warn"), "warning")}`;
  return of("warn") > 0 ? `nothing fails, ${counted(of("warn"), "warning")}` : "all is well";
};

/** A line a finding, its way out below it, and a closing line. */
export const asText = (findings: readonly Finding[], isColoured: boolean): string => {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = " ".repeat(width + 8);
  const lines = findings.flatMap(({ check, mark, text, wayOut }) => [
    `${paint(mark, isColoured)}  ${check.padEnd(width)}  ${text}`,
    ...(wayOut === undefined ? [] : [`${indent}-> ${wayOut}`]),
  ]);
  return `${lines.join("\n")}\n\n${summary(findings)}\n`;
};

/** `{ "ok": boolean, "findings": [{ "check", "mark", "text", "wayOut"? }] }`. */
export const asJson = (findings: readonly Finding[]): string =>
  `${JSON.stringify({ ok: isWell(findings), findings }, null, 2)}\n`;

export const isWell = (findings: readonly Finding[]): boolean =>
  !findings.some(({ mark }) => mark === "fail");
