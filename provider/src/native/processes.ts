/* Whether who has written into a file that outlives him is still there. */
import { readFileSync } from "node:fs";

/** A process, told apart from those that had its number before, and from threads, which have numbers of the same kind. */
export interface ProcessId {
  readonly pid: number;
  /** When it began, in ticks of the system's clock; absent where the system has no file that says so, as all but Linux. */
  readonly began?: string | undefined;
}

/** What Linux tells of a process; undefined where it tells nothing. */
const statusOf = (pid: number): { state: string | undefined; began: string | undefined } | undefined => {
  try {
    // `pid (program) state …`, see proc_pid_stat(5): a program's name may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
    return { state: fields[0], began: fields[19] };
  } catch {
    return undefined;
  }
};

const hasNumber = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

export const processOf = (pid: number): ProcessId => ({ pid, began: statusOf(pid)?.began });

export const isAlive = ({ pid, began }: ProcessId): boolean => {
  if (!hasNumber(pid)) return false;
  const status = statusOf(pid);
  // One that has ended keeps its number until its parent asks after it, which in a container nobody may ever do.
  return status?.began === began && status?.state !== "Z";
};
