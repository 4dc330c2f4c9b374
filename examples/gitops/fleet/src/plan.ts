import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCustomers, type Customer } from "./customers.ts";
import { fileAt, restDiffers } from "./git.ts";
import { Journal } from "./journal.ts";
import { leftovers, select } from "./select.ts";
import { retire, stacksAt, up, type Place, type Wish, type Work } from "./stack.ts";

export interface Choice {
  /** The customers. */
  readonly file: string;
  /** The folder of what the fleet notes of its runs. */
  readonly notes: string;
  readonly only?: readonly string[];
  /** A commit. */
  readonly changedSince?: string;
  readonly resume?: boolean;
  /** Customers who are in the file no more, and whose stacks are to end. */
  readonly retire?: readonly string[];
}

export interface Plan {
  readonly customers: readonly Customer[];
  readonly wishes: readonly Wish[];
  /** Who is left out, since a run that was stopped has brought them about. */
  readonly done: readonly string[];
  /** Stacks of customers who are in the file no more, with whom nothing is to be done. */
  readonly left: readonly string[];
  /** Of an `up`. */
  readonly journal: Journal | undefined;
}

/** @throws DataError, Error for what makes no sense; nothing was done then */
export async function planRun(work: Work, choice: Choice, place: Place): Promise<Plan> {
  const customers = readCustomers(readFileSync(choice.file, "utf8"), choice.file);
  const stacks = await stacksAt(place);
  const gone = leftovers(customers, stacks);
  const ending = toRetire(gone, choice.retire);
  const wanted = await chosen(customers, choice);
  const journal = work === up ? openJournal(choice, place) : undefined;
  const done = journal?.done(wanted) ?? new Set();
  return {
    customers,
    wishes: [
      ...wanted
        .filter(({ name }) => !done.has(name))
        .map(({ name }): Wish => ({ stack: name, exists: stacks.includes(name), work })),
      ...ending,
    ],
    done: [...done],
    left: gone.filter(name => choice.retire?.includes(name) !== true),
    journal,
  };
}

/** A run that does not resume begins from the beginning. */
function openJournal({ notes, resume }: Choice, { program }: Place): Journal {
  const text = readFileSync(join(program, "index.ts"), "utf8");
  const journal = new Journal(join(notes, "up.jsonl"), text);
  if (resume !== true) journal.forget();
  return journal;
}

async function chosen(
  customers: readonly Customer[],
  { file, only, changedSince }: Choice,
): Promise<Customer[]> {
  if (changedSince === undefined) return select(customers, { only });
  const before = (await restDiffers(changedSince, file)) ? undefined : await fileAt(changedSince, file);
  return select(customers, { only, before });
}

/** Those to be ended must be gone from the file: what is declared is never destroyed. */
function toRetire(left: readonly string[], wanted: readonly string[] = []): Wish[] {
  const wrong = wanted.filter(name => !left.includes(name));
  if (wrong.length > 0)
    throw new Error(
      `not retired: ${wrong.join(", ")}. Take a customer out of the file first; its stack must be there.`,
    );
  return wanted.map(stack => ({ stack, exists: true, work: retire }));
}
