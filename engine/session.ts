import { execFileSync, type ChildProcess } from "node:child_process";

/**
 * Kills the session of a child that was spawned `detached`: the child and all that it started. That a process outlived
 * the child or went into a group of its own, as an engine's plugins do, does not save it.
 */
export function killSession(leader: ChildProcess): void {
  if (leader.pid === undefined) return;
  const table = execFileSync("ps", ["-A", "-o", "pid=,sess="], { encoding: "utf8" });
  for (const line of table.trim().split("\n")) {
    const [pid, session] = line.trim().split(/\s+/).map(Number);
    if (session === leader.pid && pid !== undefined) killIfAlive(pid);
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
