/* Writes what each mistake is told into docs/messages.md: by the test that holds it, which runs them all. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");
const jest = join(repository, "node_modules", "jest", "bin", "jest.js");
const args = ["--config", "jest.unit.config.cjs", "test/unit/messages"];
const { status } = spawnSync(process.execPath, [jest, ...args], {
  cwd: repository,
  env: { ...process.env, WRITE_MESSAGES: "1" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
