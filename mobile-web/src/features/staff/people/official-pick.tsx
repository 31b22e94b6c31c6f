// Finding the official behind an account, by name.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { OfficialsNamed } from './people.generated'

const words = text.people

interface Props {
  value: string
  onValue: (id: string) => void
  error: string | undefined
}

export function OfficialPick({ value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const { data, error: fault, reload } = useStaffQuery(OfficialsNamed, { text: asked }, { skip: asked === '' })
  const found = data?.officialsNamed ?? []
  return (
    <Group label={words.official} hint={words.officialHelp} error={error}>
      <Find id="official" label={words.officialFind} button={words.find} onFind={setAsked} />
      {asked !== '' && !data && (fault ? <Failed error={fault} retry={reload} /> : <Waiting />)}
      {data && found.length === 0 && <p class="soft mt3">{words.noOfficial}</p>}
      <div class="choices">
        {found.map(({ id, name, posts }) => (
          <Choice key={id} type="radio" name="official" checked={value === id} onChange={() => onValue(id)} small={posts.join('；') || words.noPost} error={error !== undefined}>
            {name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}
