/*
 * The engine starts a process for each provider instance. What the program declares by one of them must not be taken away
 * by another: so the processes of one run tell each other what they were asked to check.
 */
import { hash } from "node:crypto";
import { join } from "node:path";
import { prepare, removeOld, SharedFile, sharedFolder } from "../connection/shared-file";
import type { Failure } from "../core/failure";
import { collision, Ledger, ownerKey, sameOwner } from "../core/ownership";
import type { Claim, Owner, Ownership } from "../core/ownership";
import { UNKNOWN } from "../core/unknown";
import { UNKNOWN_TEXT } from "../shell/wire";
import { isAlive, processOf, type ProcessId } from "./processes";

const DAY_MS = 86_400_000;

/** A claim as it is told: its key cannot be read back. */
interface Told {
  readonly key: string;
  readonly shared?: boolean | undefined;
  readonly detail?: unknown;
}

interface Declaration {
  readonly process: ProcessId;
  readonly owner: Owner;
  readonly claims: readonly Told[];
}

const hashed = (key: string): string => hash("sha256", key, "base64url").slice(0, 22);

const hasContents = (detail: unknown): boolean =>
  typeof detail === "object" && detail !== null && Object.values(detail).some(Array.isArray);

/**
 * Contents of a record set may be secret and stay here: somebody declares all of it is what others are told. Values that
 * share a set with others' cannot be told apart then, so of those nothing is told.
 */
const told = ({ key, shared, detail }: Claim): Told[] => {
  if (!hasContents(detail)) return [{ key: hashed(key), shared, detail }];
  return shared === true ? [] : [{ key: hashed(key) }];
};

/** ASCII, whatever it holds: records are read by the byte. */
const line = (declaration: Declaration): string =>
  JSON.stringify(declaration, (_, value: unknown) => (value === UNKNOWN ? UNKNOWN_TEXT : value)).replace(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const SELF = processOf(process.pid);

/** How {@link line} begins. */
const OWN = `{"process":${JSON.stringify(SELF)},`;

/** What the other processes of the run declare. */
class Siblings {
  readonly #file: SharedFile;
  readonly #alive = new Map<string, boolean>();
  /** By process and owner: a later check counts. */
  readonly #declarations = new Map<string, Declaration>();

  constructor(run: string, folder: string) {
    prepare(folder);
    removeOld(folder, /^run-[\w-]+$/, Date.now() - 7 * DAY_MS);
    this.#file = SharedFile.open(join(folder, `run-${hashed(run)}`));
  }

  tell(owner: Owner, claims: readonly Claim[]): void {
    this.#file.append(line({ process: SELF, owner, claims: claims.flatMap(told) }));
  }

  declarations(): Declaration[] {
    for (const text of this.#file.news()) this.#note(text);
    return [...this.#declarations.values()];
  }

  of(key: string): { owner: Owner; claim: Told }[] {
    const declarations = this.declarations();
    if (declarations.length === 0) return [];
    const sought = hashed(key);
    return declarations.flatMap(({ owner, claims }) =>
      claims.filter(claim => claim.key === sought).map(claim => ({ owner, claim })),
    );
  }

  #note(text: string): void {
    // Most lines are this process's own: they are not worth being parsed.
    if (text === "" || text.startsWith(OWN)) return;
    let declaration: Declaration;
    try {
      declaration = JSON.parse(text, (_, value: unknown) =>
        value === UNKNOWN_TEXT ? UNKNOWN : value,
      ) as Declaration;
    } catch {
      return; // A dying process has cut it off.
    }
    const { process: teller, owner } = declaration;
    const name = JSON.stringify(teller);
    // What an earlier run at the same address has left behind: ports come back, and so do the numbers of processes.
    const alive = this.#alive.get(name) ?? isAlive(teller);
    this.#alive.set(name, alive);
    if (alive) this.#declarations.set(`${name} ${ownerKey(owner)}`, declaration);
  }
}

/** A ledger that knows what the other provider instances of the run declare, too. */
export class RunLedger extends Ledger {
  /** Looked for when something is declared or taken away: a refresh does neither. Undefined where they cannot be. */
  #siblings: (() => Siblings) | undefined;

  /**
   * @param run what all processes of the run have in common, and no others
   * @param say shows a line to the person who watches the run
   */
  constructor(
    run: string,
    private readonly say: (line: string) => void,
    folder = sharedFolder(),
  ) {
    super();
    let siblings: Siblings | undefined;
    this.#siblings = () => (siblings ??= new Siblings(run, folder));
  }

  override declare(owner: Owner, claims: readonly Claim[]): Failure[] {
    const failures = super.declare(owner, claims);
    this.#trying(() => this.#siblings?.().tell(owner, claims), undefined);
    const beside = claims.flatMap((claim): Failure[] => {
      const rival = this.#elsewhere(claim.key, owner).find(
        ({ claim: { shared } }) => !(shared && claim.shared),
      );
      return rival === undefined ? [] : [collision(claim, owner, rival.owner)];
    });
    return [...failures, ...beside];
  }

  override isDeclared(owner: Owner): boolean {
    if (super.isDeclared(owner)) return true;
    const declarations = this.#trying(() => this.#siblings?.().declarations() ?? [], []);
    return declarations.some(one => sameOwner(one.owner, owner));
  }

  override declarers<Detail>(key: string, except?: Owner): Ownership<Detail>[] {
    const elsewhere = this.#elsewhere(key, except).map(({ owner, claim }) => ({
      owner,
      detail: claim.detail as Detail | undefined,
    }));
    return [...super.declarers<Detail>(key, except), ...elsewhere];
  }

  override isDeclaredBeside(key: string, owner: Owner): boolean {
    return super.isDeclaredBeside(key, owner) || this.#elsewhere(key, owner).length > 0;
  }

  /** Whoever declares it elsewhere may hold it by now, without knowing what is known of it here. */
  override declaredHolders<Detail>(key: string, except?: Owner): Ownership<Detail>[] {
    const elsewhere = this.#elsewhere(key, except).map(({ owner }) => ({ owner, detail: undefined }));
    return [...super.declaredHolders<Detail>(key, except), ...elsewhere];
  }

  #elsewhere(key: string, except: Owner | undefined): { owner: Owner; claim: Told }[] {
    const found = this.#trying(() => this.#siblings?.().of(key) ?? [], []);
    return found.filter(({ owner }) => except === undefined || !sameOwner(owner, except));
  }

  #trying<Result>(act: () => Result, otherwise: Result): Result {
    try {
      return act();
    } catch (error) {
      this.#siblings = undefined;
      this.say(
        `other provider instances of this run cannot be told what this one declares (${(error as Error).message}); ` +
          "do not let two of them declare the same",
      );
      return otherwise;
    }
  }
}
