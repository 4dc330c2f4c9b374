import type { Resource } from "./state.ts";
import type { Stage } from "./steps.ts";
import type { Urn } from "./urn.ts";

interface Refreshed {
  /** Absent: gone. */
  readonly fresh?: Resource;
  readonly error?: Error;
}

/** An answer also ends that a resource counts as half made, and the provider is asked how it differs from what it was. */
const refreshed = async ({ plugin }: Stage, old: Resource): Promise<Refreshed> => {
  if (old.pendingReplacement) return { fresh: old };
  let fresh = old;
  try {
    const provider = plugin.provider(old);
    const { id, outputs, inputs = old.inputs } = await provider.read(old.id, old.outputs, old.inputs);
    if (id === "") return {};
    fresh = { ...old, id, initErrors: [], outputs, inputs };
    await provider.diff(id, fresh.outputs, old.inputs);
    return { fresh };
  } catch (error) {
    return { fresh, error: error as Error };
  }
};

const withoutDangling = (resources: readonly Resource[]): Resource[] => {
  const known = new Set<Urn>();
  return resources.map(resource => {
    const kept = (urns: readonly Urn[]): Urn[] => urns.filter(urn => known.has(urn));
    resource.dependencies = kept(resource.dependencies);
    resource.propertyDependencies = Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, kept(urns)]),
    );
    known.add(resource.urn);
    return resource;
  });
};

/**
 * Reads every resource, those to be deleted included; one that cannot be read keeps what is known of it.
 * @returns what stands then; the errors fail the command, once all were read
 */
export const refresh = async (
  stage: Stage,
  before: readonly Resource[],
  targets: readonly Urn[] | undefined,
): Promise<{ resources: Resource[]; errors: Error[] }> => {
  const outcomes = await Promise.all(
    before.map((one): Promise<Refreshed> =>
      (targets?.includes(one.urn) ?? true) ? refreshed(stage, one) : Promise.resolve({ fresh: one }),
    ),
  );
  const errors = outcomes.flatMap(({ error }: Refreshed) => (error === undefined ? [] : [error]));
  const resources = withoutDangling(
    outcomes.flatMap(({ fresh }: Refreshed) => (fresh === undefined ? [] : [fresh])),
  );
  stage.file.rebase(resources);
  return { resources, errors };
};
