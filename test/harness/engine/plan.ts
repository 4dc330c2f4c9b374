import type { Program, Shell } from "./shell.ts";
import type { Resource, Snapshot } from "./state.ts";
import type { Stage, Step } from "./steps.ts";
import type { Urn } from "./urn.ts";

/** `--target`, `--replace`; absent: no such flag. */
export interface Targets {
  readonly target?: readonly Urn[];
  readonly replace?: readonly Urn[];
}

/** Stops the run before anything else begins. */
export class Bail extends Error {
  readonly kind: "bail" | "check-failed" = "bail";
}

/** The provider refuses the inputs of a resource. */
export class CheckFailed extends Bail {
  override readonly kind = "check-failed";
}

/**
 * What a run knows of its resources while it makes its steps. Old resources are marked in place, so what is written
 * while they wait for their end shows the mark.
 */
export class Plan {
  readonly urns = new Set<Urn>();
  /** Old URN, to the URN that took it over. */
  readonly aliased = new Map<Urn, Urn>();
  readonly operatedOn = new Set<Urn>();
  readonly created = new Set<Urn>();
  readonly deletes = new Set<Urn>();
  readonly pendingDeletes = new Set<Resource>();
  readonly skippedCreates = new Set<Urn>();
  /** By `destroy --run-program`: what it registered, to be deleted at the end. */
  readonly toDelete: Resource[] = [];

  constructor(
    readonly shell: Shell,
    readonly stage: Stage,
    readonly program: Program,
    readonly targets: Targets,
    readonly destroying: boolean,
    /** What was there before, as a refresh at the beginning of the run left it. */
    readonly before: readonly Resource[],
  ) {}

  /** The resource that has the URN, not counting those that are to be deleted. */
  old(urn: Urn): Resource | undefined {
    return this.before.findLast(one => one.urn === urn && !one.delete);
  }

  isTargeted(urn: Urn): boolean {
    return this.targets.target?.includes(urn) ?? true;
  }

  isReplaced(urn: Urn): boolean {
    return this.targets.replace?.includes(urn) ?? false;
  }

  isOperatedOn(urn: Urn): boolean {
    return this.operatedOn.has(this.aliased.get(urn) ?? urn);
  }

  /** @throws Bail where a step needs a resource that is not targeted and does not exist */
  validated(steps: Step[]): Step[] {
    if (this.targets.target === undefined && this.targets.replace === undefined) return steps;
    for (const { fresh, skippedCreate } of steps) {
      if (fresh === undefined || skippedCreate === true) continue;
      const needed = [...fresh.dependencies, ...Object.values(fresh.propertyDependencies).flat()];
      const missing = needed.find(urn => this.skippedCreates.has(urn));
      if (missing !== undefined) throw new Bail(`${fresh.urn} needs ${missing}, which is not targeted`);
    }
    return steps;
  }
}

/** A copy that can be marked without a change to what was saved. */
export const copied = ({ resources }: Snapshot): Resource[] => resources.map(one => ({ ...one }));
