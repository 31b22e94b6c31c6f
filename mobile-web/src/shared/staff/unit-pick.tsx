// Which unit it is for: whoever publishes for a town publishes for its villages too.
import { useState } from 'preact/hooks'
import { Select } from '@/shared/ui/field'
import type { SignedInFragment } from './session.generated'
import { UnitsBelow } from './unit-pick.generated'
import { useStaffQuery } from './use-staff'

/** A unit for which somebody publishes. */
export interface OwnUnit {
  readonly id: string
  readonly code: string
  readonly name: string
}

/** The units for which somebody publishes by a role of his own. */
export function publishesFor(viewer: SignedInFragment): readonly OwnUnit[] {
  return viewer.roles.filter(({ role, state }) => role === 'PUBLISHER' && state === 'ACTIVE').flatMap(({ unit }) => (unit ? [unit] : []))
}

interface Props {
  id: string
  label: string
  county: string
  own: readonly [OwnUnit, ...OwnUnit[]]
  unit: string
  onUnit: (id: string) => void
}

/** The unit itself and those directly below it. */
export function UnitPick({ id, label, county, own, unit, onUnit }: Props) {
  const [above, setAbove] = useState(own[0])
  const { data } = useStaffQuery(UnitsBelow, { county, parent: above.code })
  const all = [above, ...(data?.county?.units.nodes ?? [])]
  const pickAbove = (picked: string) => {
    setAbove(own.find((one) => one.id === picked) ?? own[0])
    onUnit(picked)
  }
  return (
    <>
      {own.length > 1 && <Select id={`${id}-own`} label={label} value={above.id} onValue={pickAbove} options={own.map((one) => [one.id, one.name] as const)} />}
      {all.length > 1 && <Select id={id} label={label} value={unit} onValue={onUnit} options={all.map((one) => [one.id, one.name] as const)} />}
    </>
  )
}
