// Runs on any Node from 18 on and with nothing installed: fetches and builds what the demo needs, then hands over to it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, "node_modules", ".package-lock.json");

if (isOutdated()) {
  process.stdout.write("installing what the project needs: some minutes, once\n");
  // Packages are for the Node.js that comes with them: what npm says of this one is beside the point.
  await run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"]);
}
await run("npm", ["run", "--silent", "build"]);
await run(join(root, "node_modules", ".bin", "node"), [
  join(root, "scripts", "demo.ts"),
  ...process.argv.slice(2),
]);

function isOutdated() {
  return (
    !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs
  );
}

/** A Ctrl-C reaches the child by itself, from the terminal; other signals do not. */
async function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit" });
  const ignore = () => {};
  const forward = signal => child.kill(signal);
  process.on("SIGINT", ignore).on("SIGTERM", forward);
  const [code] = await once(child, "exit");
  process.off("SIGINT", ignore).off("SIGTERM", forward);
  if (code !== 0) process.exit(code ?? 1);
}
