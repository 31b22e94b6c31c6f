// A unit as its page shows it.
import type { UnitQuery } from './first-view.generated'

export type UnitData = NonNullable<UnitQuery['unit']>
