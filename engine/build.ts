import { join } from "node:path";
import type { Report } from "./cache.ts";
import { buildGo, requireGo, type GoProgram } from "./go.ts";
import { cliName, hostName } from "./installation.ts";

const version = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const programs: Readonly<Record<string, GoProgram>> = {
  [hostName]: {
    module: "host",
    requires: "github.com/pulumi/pulumi/sdk/v3",
    main: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version,
  },
  [cliName]: {
    module: "cli",
    requires: "github.com/pulumi/pulumi/pkg/v3",
    main: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version,
  },
};

/** Builds the language host and the command line from their pinned Go modules into `folder/bin`. */
export async function build(folder: string, env: NodeJS.ProcessEnv, report: Report): Promise<void> {
  await requireGo("cli", env);
  report("building a Pulumi engine from Go modules: about 4 minutes on two cores, once");
  const all = Object.entries(programs);
  for (const [index, [name, program]] of all.entries()) {
    await buildGo(program, join(folder, "bin", name), env, line =>
      report(`${index + 1}/${all.length} ${line}`),
    );
  }
}
