import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import type { CliCommand } from "../command";
import { examine } from "./examine";
import { FAMILIES, type Family } from "./families";
import { asJson, asText, isWell } from "./report";

const readFamilies = (text: string): Family[] =>
  text.split(",").map(word => {
    const family = FAMILIES.find(one => one === word.trim());
    if (family === undefined) throw new InvalidArgumentError(`Known are ${FAMILIES.join(", ")}.`);
    return family;
  });

const HELP = `
Settings come from the environment (WIX_API_KEY, WIX_ACCOUNT_ID, …), and with --stack from the stack's configuration
first. Everything that is sent to Wix is a read. The key is never printed.

Exit codes: 0 nothing fails (there may be warnings); 1 something fails; 2 the arguments make no sense.`;

/** Looks whether programs can run here, and what the key may do. Reads only. */
export const doctor: CliCommand = {
  define: (program, around, finish) => {
    program
      .command("doctor")
      .description("Looks whether all that a run needs is in order, and says the way out of what is not")
      .option("--stack <name>", "read the stack's configuration too, by `pulumi config`")
      .option(
        "--needs <families>",
        `scopes that must be granted, or it fails: a list of ${FAMILIES.join(", ")}; without it, a refused scope is a warning`,
        readFamilies,
      )
      .option("--json", "print findings as JSON")
      .addHelpText("after", HELP)
      .action(
        async ({ stack, needs: needed = [], json }: { stack?: string; needs?: Family[]; json?: boolean }) => {
          const findings = await examine({ stack, needed }, around, join(__dirname, ".."));
          const isColoured = around.stdout.isTTY === true && around.env.NO_COLOR === undefined;
          around.stdout.write(json ? asJson(findings) : asText(findings, isColoured));
          finish(isWell(findings) ? 0 : 1);
        },
      );
  },
};
