/* The corpus as the table of docs/mail.md. */
import type { Finding } from "../../../../provider/src/dns/care/finding";
import { CORPUS, type CorpusSet, type Outage } from "./corpus";
import { foundOf } from "./judged";

/** As much of a value as a table needs. */
const SHOWN = 48;

const cell = (text: string): string => text.replaceAll("|", String.raw`\|`).replaceAll("\n", " ");

const short = (value: string): string => (value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);

const linesOf = (sets: readonly CorpusSet[], others: readonly CorpusSet[], sign: string): string[] =>
  sets.flatMap(({ type, hostName, values }) => {
    const other = others.find(one => one.type === type && one.hostName === hostName)?.values ?? [];
    return values
      .filter(value => !other.includes(value))
      .map(
        value =>
          `${sign} \`${type} ${hostName} ${short(value).replaceAll("%d", "…").replaceAll("%z", "…")}\``,
      );
  });

/** What goes and what comes; of many, the first ones. */
const changeOf = ({ before, after, beside = [] }: Outage): string => {
  const lines = [
    ...linesOf(before, after, "−"),
    ...linesOf(beside, [], "beside"),
    ...linesOf(after, before, "+"),
  ];
  return [...lines.slice(0, 4), ...(lines.length > 4 ? [`… ${lines.length - 4} more`] : [])].join("<br>");
};

const wordOf = ({ rule, refused }: Finding): string => {
  if (refused === undefined) return `a line: \`${rule}\``;
  return refused === "never" ? "refused" : `refused: \`${refused}\``;
};

export const rowOf = (row: Outage): string => {
  const found = foundOf(row);
  const says = found
    .map(one => `**${wordOf(one)}** ${one.keys.join(", ")}: ${one.what}. ${one.breaks} *${one.instead}*`)
    .join("<br>");
  const account = row.source === undefined ? "" : `[account](${row.source})`;
  return `| ${[row.name, changeOf(row), says, account].map(cell).join(" | ")} |`;
};

export const table = (): string =>
  [
    "| what happens | what goes (−) and comes (+) | what the preview says | who tells of it |",
    "|---|---|---|---|",
    ...CORPUS.map(rowOf),
  ].join("\n");
