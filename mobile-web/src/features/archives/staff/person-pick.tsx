// Finding the official whose archive is meant.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { ArchiveOfficials } from './archives.generated'
import { text } from './text'

const words = text.find

interface Props {
  id: string
  label: string
  value: string
  onValue: (id: string) => void
  error: string | undefined
}

export function PersonPick({ id, label, value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const [short, setShort] = useState(false)
  const { data, error: fault, reload } = useStaffQuery(ArchiveOfficials, { text: asked }, { skip: asked === '' })
  const found = data?.officialsCalled ?? []
  const find = (typed: string) => {
    setShort(typed.length < 2)
    if (typed.length >= 2) setAsked(typed)
  }
  return (
    <Group label={label} error={error}>
      <Find id={id} label={words.name} hint={words.hint} error={short ? words.short : undefined} button={words.button} onFind={find} />
      {asked !== '' && !data && (fault ? <Failed error={fault} retry={reload} /> : <Waiting />)}
      {data && found.length === 0 && <p class="soft mt3">{words.none}</p>}
      <div class="choices">
        {found.map((one) => (
          <Choice key={one.id} type="radio" name={id} checked={value === one.id} onChange={() => onValue(one.id)} small={one.posts.join('；') || words.noPost} error={error !== undefined}>
            {one.name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}
