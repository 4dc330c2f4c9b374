import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { LOOKUPS, type LookupName } from "../lookups/table";
import { hiding, type Properties } from "../shell/hiding";
import { toPulumi } from "../shell/wire";
import type { Wix } from "../wix/client";
import type { PluginProcess } from "./process";
import { nameIn } from "./urn";
import { received, toStruct } from "./values";

type AnyLookup = (wix: Wix, args: object) => Promise<object>;

const isLookup = (name: string): name is LookupName => Object.hasOwn(LOOKUPS, name);

/** What a lookup returns as a list stands in `items`, as in the schema: a result is always an object. */
const asObject = (result: object): Properties =>
  Array.isArray(result) ? { items: toPulumi(result) } : (toPulumi(result) as Properties);

export const invoke = async (
  process: PluginProcess,
  request: proto.InvokeRequest,
): Promise<proto.InvokeResponse> => {
  const name = nameIn(request.getTok());
  if (!isLookup(name))
    throw new Error(`the wix plugin knows no function ${name}; it has ${Object.keys(LOOKUPS).join(", ")}`);
  const { visible, seals } = received(request.getArgs());
  const hide = hiding({ sealed: seals.properties, names: Object.keys(visible), shown: () => [] }, visible);
  try {
    // Each lookup reads its own arguments.
    const lookup = (await LOOKUPS[name]()) as AnyLookup;
    const result = await lookup(process.configured.session.wix, visible);
    return new proto.InvokeResponse().setReturn(toStruct(asObject(result)));
  } catch (error) {
    throw new Error(hide(error instanceof Error ? error.message : String(error)), { cause: error });
  }
};
