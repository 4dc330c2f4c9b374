import { accessSync, constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const IN_MEMORY = "/dev/shm";
/** What is left to others, bytes; a container may have less than this in all. */
const ROOM = 256 * 1024 * 1024;

const hasRoom = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
};

/**
 * Where states may lie that nobody keeps: in memory where the system offers that, or else with other temporary files. An engine
 * saves all that it knows before and after each resource, and how fast a disk takes that depends on who else uses it.
 * Nothing can be executed there on some systems.
 */
export const folderForStates = (): string => (hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir());
