import Table from "cli-table3";
import { sumOf } from "./calls.ts";
import type { Report } from "./outcome.ts";

const HEAD = ["customer", "result", "seconds", "calls", "throttled", "troubled", ""];

const cellsOf = ({ customer, outcome, seconds, calls, message }: Report): string[] => [
  customer,
  outcome,
  seconds.toFixed(1),
  ...[calls.all, calls.throttled, calls.troubled].map(String),
  message,
];

const totalOf = (reports: readonly Report[]): string[] => {
  const { all, throttled, troubled } = sumOf(reports.map(({ calls }) => calls));
  return [`${reports.length} in all`, "", "", ...[all, throttled, troubled].map(String), ""];
};

/** One line as soon as a customer is done. */
export function progressLine(
  { customer, outcome, seconds, calls, message }: Report,
  nth: number,
  of: number,
): string {
  const count = `[${String(nth).padStart(String(of).length)}/${of}]`;
  return `${count} ${customer}: ${outcome}, ${firstLine(message)} (${seconds.toFixed(1)} s, ${calls.all} calls)`;
}

/** For a terminal. */
export function tableOf(reports: readonly Report[]): string {
  const style = { head: [], border: [], compact: true };
  const table = new Table({
    head: HEAD,
    style,
    colAligns: ["left", "left", "right", "right", "right", "right"],
  });
  for (const report of reports)
    table.push(cellsOf({ ...report, message: firstLine(report.message).slice(0, 60) }));
  table.push(totalOf(reports));
  return table.toString();
}

/** For a comment or a job's summary: a table, and what went wrong in full. */
export function markdownOf(title: string, reports: readonly Report[], notes: readonly string[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  const long = reports.filter(({ message }) => message.includes("\n"));
  return [
    `## ${title}`,
    "",
    row(HEAD),
    "|---|---|--:|--:|--:|--:|---|",
    ...reports.map(report => row(cellsOf({ ...report, message: firstLine(report.message) }))),
    row(totalOf(reports)),
    "",
    ...notes.flatMap(note => [`- ${note}`]),
    ...long.flatMap(({ customer, message }) => ["", `### ${customer}`, "", "```text", message, "```"]),
    "",
  ].join("\n");
}

/** What tells most in one line: an error, else what is no heading. */
const firstLine = (text: string): string => {
  const lines = text.split("\n").map(line => line.trim());
  const found = lines.find(line => /^(error:|\*)/.test(line)) ?? lines.find(line => !line.endsWith(":"));
  return found ?? text;
};

const escaped = (cell: string): string => cell.replaceAll("|", "\\|");
