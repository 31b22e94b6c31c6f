// Finding an official by name.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { OfficialsCalled } from './officials.generated'
import { text } from './text'

interface Props {
  label: string
  value: string
  onValue: (id: string) => void
  error?: string | undefined
}

export function PersonPick({ label, value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const { data, error: fault, reload } = useStaffQuery(OfficialsCalled, { text: asked }, { skip: asked === '' })
  const found = data?.officialsCalled ?? []
  const [short, setShort] = useState(false)
  const find = (typed: string) => {
    const isShort = typed.length < 2
    setShort(isShort)
    if (!isShort) setAsked(typed)
  }
  return (
    <Group label={label} error={error}>
      <Find id="person" label={text.name} hint={text.findHint} error={short ? text.short : undefined} button={text.find} onFind={find} />
      {asked !== '' && !data && (fault ? <Failed error={fault} retry={reload} /> : <Waiting />)}
      {data && found.length === 0 && <p class="soft mt3">{text.none}</p>}
      <div class="choices">
        {found.map(({ id, name, posts }) => (
          <Choice key={id} type="radio" name="person" checked={value === id} onChange={() => onValue(id)} small={posts.join('；') || text.noPost} error={error !== undefined}>
            {name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}
