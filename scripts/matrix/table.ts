import type { Cell } from "./cells.ts";
import type { Versions } from "./play.ts";
import type { TypesCell } from "./types.ts";

/** How long a cell took, and what went wrong or came out. */
export interface Outcome<Kind, Result> {
  readonly cell: Kind;
  readonly seconds: number;
  readonly result?: Result;
  /** With what was printed. */
  readonly fault?: string;
}

/** Measures a cell, and has its failure be a result. */
export async function outcomeOf<Kind, Result>(
  cell: Kind,
  play: (cell: Kind) => Promise<Result>,
): Promise<Outcome<Kind, Result>> {
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1_000);
  try {
    return { cell, result: await play(cell), seconds: seconds() };
  } catch (error) {
    return { cell, fault: (error as Error).message, seconds: seconds() };
  }
}

const word = (
  outcome: { fault?: string },
  { refused, options }: Pick<TypesCell, "refused" | "options">,
): string => {
  if (outcome.fault !== undefined) return "**failed**";
  if (refused !== undefined) return "refused, as it should";
  return ["passed", ...Object.keys(options ?? {})].join(" with ");
};

/** Versions are those that were installed; of a cell that failed, those that were asked for. */
export function cellTable(outcomes: readonly Outcome<Cell, Versions>[]): string {
  return table(
    [
      ["cell", "packages by", "pulumi-wix", "TypeScript", "template", "modules", "Node.js", "@pulumi/pulumi"],
      ["outcome", "s", "purpose"],
    ].flat(),
    outcomes.map(outcome => {
      const { cell, seconds, result } = outcome;
      const compiler = result?.typescript ?? cell.checker ?? cell.typescript ?? "";
      return [
        cell.name,
        result === undefined ? cell.manager : `${cell.manager.split(" ")[0] ?? ""} ${result.manager}`,
        cell.layout === "direct" ? "of the program" : `of a ${cell.layout} component`,
        cell.typescript === undefined ? `${compiler}, beforehand` : beside(cell, compiler),
        cell.template,
        cell.modules,
        result?.node ?? cell.node,
        result?.pulumi ?? cell.pulumi,
        word(outcome, cell),
        String(seconds),
        cell.purpose,
      ];
    }),
  );
}

const beside = ({ checker, typescript = "" }: Cell, compiler: string): string =>
  checker === undefined ? compiler : `${compiler} beside ${typescript}`;

export function typesTable(outcomes: readonly Outcome<TypesCell, void>[]): string {
  return table(
    ["TypeScript", "@types/node", "template", "modules", "outcome", "s"],
    outcomes.map(outcome => {
      const { typescript, nodeTypes, template, modules } = outcome.cell;
      return [typescript, nodeTypes, template, modules, word(outcome, outcome.cell), String(outcome.seconds)];
    }),
  );
}

/** As GitHub shows it in the summary of a run. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map(row => `| ${row.join(" | ")} |\n`).join("");
