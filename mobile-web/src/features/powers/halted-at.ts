// The step at which a power is stopped now.
import type { PowerData } from './power-data'

/** Its number among today's steps; nothing where the steps changed since, or the power is stopped as a whole. */
export function haltedAt({ halts, steps }: Pick<PowerData, 'halts' | 'steps'>): number | undefined {
  const at = halts.find(({ isOpen }) => isOpen)?.step
  return steps.find(({ number, title }) => number === at?.number && title === at.title)?.number
}
