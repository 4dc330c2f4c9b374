import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Customer } from "./customers.ts";

interface Line {
  readonly customer: string;
  readonly digest: string;
}

/**
 * What an `up` has done so far, a line for each customer that is as declared: so a run that was killed can be resumed.
 * A run that ends leaves none.
 */
export class Journal {
  private readonly file: string;
  /** What else decides on what a customer gets: the text of the program. */
  private readonly program: string;

  constructor(file: string, program: string) {
    this.file = file;
    this.program = program;
  }

  /** Customers that a killed run has brought about, as they are declared now. */
  done(customers: readonly Customer[]): Set<string> {
    const lines = this.#lines();
    return new Set(
      customers
        .filter(customer => lines.some(({ digest }) => digest === this.#digest(customer)))
        .map(({ name }) => name),
    );
  }

  note(customer: Customer): void {
    mkdirSync(dirname(this.file), { recursive: true });
    const line: Line = { customer: customer.name, digest: this.#digest(customer) };
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  forget(): void {
    rmSync(this.file, { force: true });
  }

  #digest(customer: Customer): string {
    return createHash("sha256")
      .update(JSON.stringify([customer, this.program]))
      .digest("hex");
  }

  #lines(): Line[] {
    let text = "";
    try {
      text = readFileSync(this.file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    // The last line may have been cut off.
    return text.split("\n").flatMap(line => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });
  }
}
