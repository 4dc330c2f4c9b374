import { hostname, userInfo } from "node:os";

/** Who holds the lock of a stack in a file backend, as Pulumi tells it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
}

/** @param text what `pulumi` has written where it found the stack locked */
export function holdersIn(text: string): Holder[] {
  return [...text.matchAll(/created by (\S+)@(\S+) \(pid (\d+)\)/g)].map(([, user = "", host = "", pid]) => ({
    user,
    host,
    pid: Number(pid),
  }));
}

export interface Machine {
  readonly user: string;
  readonly host: string;
  /** Whether a process lives; one that is somebody else's does. */
  readonly lives: (pid: number) => boolean;
}

export const THIS_MACHINE: Machine = {
  user: userInfo().username,
  host: hostname(),
  lives: pid => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== "ESRCH";
    }
  },
};

/**
 * Whether nobody can hold these locks any more: all are those of dead processes of this user on this machine. A process
 * of another machine, or one whose number lives again, cannot be known to be dead.
 */
export function areDead(holders: readonly Holder[], machine: Machine = THIS_MACHINE): boolean {
  return (
    holders.length > 0 &&
    holders.every(
      ({ user, host, pid }) => user === machine.user && host === machine.host && !machine.lives(pid),
    )
  );
}
