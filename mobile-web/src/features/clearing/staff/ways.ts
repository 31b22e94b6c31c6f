// The ways between the steps of a flow, as people write them.
import type { FlowWayInput } from '@/shared/graphql/schema.generated'

/**
 * Ways without those that the server adds by itself: from a step on which nothing else leads to the next one, to which
 * nothing else leads. So a step can be put between them.
 */
export function saidWays(ways: readonly FlowWayInput[]): readonly FlowWayInput[] {
  const isPlain = ({ fromNumber, toNumber, condition }: FlowWayInput) => {
    const beside = ways.filter((way) => isOnward(way) && (way.fromNumber === fromNumber || way.toNumber === toNumber))
    return toNumber === fromNumber + 1 && !condition?.trim() && beside.length === 1
  }
  return ways.filter((way) => !isPlain(way))
}

/** Whether a way leads on; else it is a return. */
export function isOnward({ fromNumber, toNumber }: FlowWayInput): boolean {
  return toNumber > fromNumber
}
