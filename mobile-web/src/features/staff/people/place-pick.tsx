// Finding the unit of a role, or the discipline organ that handles that unit's officials.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { PeopleUnits } from './people.generated'
import type { PeopleUnitsQuery } from './people.generated'
import type { Scope } from './proposal'

const words = text.people

interface Props {
  county: string
  scope: Scope
  value: string
  onValue: (id: string) => void
  error: string | undefined
}

export function PlacePick({ county, scope, value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const { data, error: fault, reload } = useStaffQuery(PeopleUnits, { county, text: asked || undefined })
  const places = placesOf(data, scope)
  return (
    <Group label={words.where} error={error}>
      <Find id="place" label={words.whereFind} hint={words.whereHint} button={words.find} onFind={setAsked} />
      {!data && (fault ? <Failed error={fault} retry={reload} /> : <Waiting />)}
      {data && places.length === 0 && <p class="soft mt3">{words.notFound}</p>}
      <div class="choices">
        {places.map(({ id, name, small }) => (
          <Choice key={id} type="radio" name="place" checked={value === id} onChange={() => onValue(id)} small={small} error={error !== undefined}>
            {name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}

interface Place {
  readonly id: string
  readonly name: string
  readonly small: string | undefined
}

function placesOf(data: PeopleUnitsQuery | undefined, scope: Scope): readonly Place[] {
  const units = data?.county?.units.nodes ?? []
  if (scope === 'unit') return units.map(({ id, name, parent }) => ({ id, name, small: parent?.name }))
  const organs = new Map<string, Place>()
  for (const { organ } of units) if (organ && !organs.has(organ.id)) organs.set(organ.id, { ...organ, small: undefined })
  return Array.from(organs.values())
}
