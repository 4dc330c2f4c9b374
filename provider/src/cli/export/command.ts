import { resolve } from "node:path";
import type { CliCommand } from "../command";
import { exportAccount } from "./export";

interface Given {
  account?: string;
  name?: string;
  dryRun?: boolean;
  keepExisting?: boolean;
}

export const exportCommand: CliCommand = {
  define: (program, around, finish) =>
    void program
      .command("export")
      .description(
        "Reads a Wix account, and writes a Pulumi program whose first `up` adopts what is there. Changes nothing at Wix",
      )
      .argument("[folder]", "where to write; made where it is not there, and else to be empty", "wix-account")
      .option("--account <GUID>", "the account to read; default: WIX_ACCOUNT_ID")
      .option("--name <project>", "name of the Pulumi project; default: that of the folder")
      .option("--dry-run", "read, and say what would be written")
      .option("--keep-existing", "write into a folder that is not empty: only files that are not there")
      .addHelpText(
        "after",
        `
Needs WIX_API_KEY. WIX_REQUESTS_PER_MINUTE sets the pace, 200 by default.
A run that was stopped is gone on with by the next one, within a day.
Ends with 3 where something is not declared, which is then said with the reason.`,
      )
      .action(async (folder: string, given: Given) => {
        const version = program.version() ?? "";
        finish(await exportAccount({ ...given, folder: resolve(around.cwd, folder), version }, around));
      }),
};
