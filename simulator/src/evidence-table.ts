import { type Family } from "./http/family";

/** The Markdown table of what is simulated and by what each behaviour is known. */
export function evidenceTable(families: readonly Family[]): string {
  const rows = families.flatMap(({ name, evidence }) =>
    evidence.map(row => `| ${name} | ${row.behaviour} | ${row.evidence} |`),
  );
  return ["| family | behaviour | evidence |", "|---|---|---|", ...rows].join("\n");
}
