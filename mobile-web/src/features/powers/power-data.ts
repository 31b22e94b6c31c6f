// A power as its page shows it.
import type { PowerQuery } from './power.generated'

export type PowerData = NonNullable<PowerQuery['power']>
