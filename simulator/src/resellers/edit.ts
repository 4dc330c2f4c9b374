import { z } from "zod";
import type { Edit } from "../kernel/family";
import { changeInstance, changePackage, settled } from "./changes";
import { findHolding } from "./instances";
import { externalIdSchema } from "./requests";
import { billingInfoSchema, outcomeSchema, type State, type World } from "./state";

const instanceEditSchema = z.strictObject({
  of: z.literal("instance"),
  /** Ends whatever the instance was waiting for. */
  settle: outcomeSchema.optional(),
  /** `null` floats it. */
  siteId: z.guid().nullable().optional(),
  catalogProductId: z.guid().optional(),
  billingInfo: billingInfoSchema.optional(),
  /** `null`: it renews itself. */
  expirationDate: z.iso.datetime().nullable().optional(),
});

const packageEditSchema = z.strictObject({
  of: z.literal("package"),
  /** `null` takes it away. */
  externalId: externalIdSchema.nullable(),
});

const productEditSchema = z.strictObject({
  of: z.literal("product"),
  /** What its instances settle as from now on. */
  outcome: outcomeSchema.optional(),
  /** What the next ones settle as before that. */
  nextOutcomes: z.array(outcomeSchema).optional(),
});

const resellerEditSchema = z.discriminatedUnion("of", [
  instanceEditSchema,
  packageEditSchema,
  productEditSchema,
]);

/** What Wix or another reseller's tool does to an instance or a package, and what the catalog brings about. */
export type ResellerEdit = z.input<typeof resellerEditSchema>;

export const readResellerEdit = (change: unknown): Edit<State> => {
  const edit = resellerEditSchema.parse(change);
  return (world, subject) => {
    if (edit.of === "instance") editInstance(world, subject, edit);
    else if (edit.of === "package") editPackage(world, subject, edit);
    else editProduct(world, subject, edit);
  };
};

const editInstance = (world: World, instanceId: string, edit: z.output<typeof instanceEditSchema>): void => {
  const holding = findHolding(world.state, instanceId);
  if (holding === undefined) throw new Error(`no product instance ${instanceId} to edit`);
  const { settle, siteId, catalogProductId, billingInfo, expirationDate } = edit;
  if (catalogProductId !== undefined) productIn(world, catalogProductId);
  changeInstance(world, instanceId, {
    ...(settle !== undefined && settled(settle)),
    ...(siteId !== undefined && { siteId: siteId ?? undefined }),
    ...(catalogProductId !== undefined && { catalogProductId }),
    ...(billingInfo !== undefined && { billingInfo }),
    ...(expirationDate !== undefined && { expirationDate: expirationDate ?? undefined }),
  });
};

const editPackage = (world: World, packageId: string, edit: z.output<typeof packageEditSchema>): void => {
  const content = world.state.resellers.packages.find(({ id }) => id === packageId);
  if (content === undefined) throw new Error(`no package ${packageId} to edit`);
  changePackage(world, { ...content, externalId: edit.externalId ?? undefined });
};

const editProduct = (world: World, productId: string, edit: z.output<typeof productEditSchema>): void => {
  const product = productIn(world, productId);
  product.outcome = edit.outcome ?? product.outcome;
  product.nextOutcomes = edit.nextOutcomes ?? product.nextOutcomes;
};

const productIn = ({ state }: World, productId: string) => {
  const product = state.resellers.catalog.find(({ id }) => id === productId);
  if (product === undefined) throw new Error(`no product ${productId} in the catalog`);
  return product;
};
