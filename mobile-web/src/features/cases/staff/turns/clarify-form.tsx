// 澄清: what the official wants, and the text for whom wants it.
import { useState } from 'preact/hooks'
import { Group } from '@/shared/staff/form'
import { Choice, Input, Select, TextArea } from '@/shared/ui/field'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { NoteClarification, PrepareClarification } from '../case/case.generated'
import type { CaseHeadFragment } from '../case/case.generated'
import { chinaDay } from '../list/due'
import { turnText } from './text'

const words = turnText.clarify

export function ClarifyForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [official, setOfficial] = useState(only(one))
  const [wished, setWished] = useState<'yes' | 'no' | ''>('')
  const [on, setOn] = useState('')
  const found = lacking([
    ['officialId', official, words.need.who],
    ['wished', wished, words.need.wished],
    ['on', on, words.need.on],
  ])
  const submit = () => form.submit(found, () => perform(NoteClarification, { ...at(one), officialId: official, wished: wished === 'yes', on }))
  return (
    <CaseFormFrame form={form} fields={['officialId', 'wished', 'on']} send={words.send} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.lead}</p>
      <Who one={one} value={official} onValue={setOfficial} error={form.wrong('officialId')} />
      <Group label={words.wished} error={form.wrong('wished')}>
        <div class="choices">
          {(['yes', 'no'] as const).map((answer) => (
            <Choice key={answer} type="radio" name="wished" checked={wished === answer} onChange={() => setWished(answer)} error={form.wrong('wished') !== undefined}>
              {words[answer]}
            </Choice>
          ))}
        </div>
      </Group>
      <Input id="on" label={words.on} value={on} onValue={setOn} error={form.wrong('on')} native={{ type: 'date', max: chinaDay(new Date()) }} />
    </CaseFormFrame>
  )
}

export function ClarifyTextForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [official, setOfficial] = useState(only(one))
  const [said, setSaid] = useTyped(one.id, 'clarify', '')
  const found = lacking([['officialId', official, words.need.who], ['text', said, words.need.text]])
  const submit = () => form.submit(found, () => perform(PrepareClarification, { ...at(one), officialId: official, text: said.trim() }))
  return (
    <CaseFormFrame form={form} fields={['officialId', 'text']} send={words.textSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.textLead}</p>
      <Who one={one} value={official} onValue={setOfficial} error={form.wrong('officialId')} />
      <TextArea id="text" label={words.text} rows={6} value={said} onValue={setSaid} error={form.wrong('text')} />
    </CaseFormFrame>
  )
}

interface WhoProps {
  one: CaseHeadFragment
  value: string
  onValue: (id: string) => void
  error: string | undefined
}

function Who({ one, value, onValue, error }: WhoProps) {
  const people = officials(one).map(({ id, name, unitName }) => [id, `${name}，${unitName}`] as const)
  return <Select id="official" label={words.who} value={value} onValue={onValue} error={error} options={[['', words.need.who], ...people]} />
}

function officials(one: CaseHeadFragment) {
  return one.subjects.filter(({ kind }) => kind === 'OFFICIAL')
}

/** The one official, where there is no choice. */
function only(one: CaseHeadFragment): string {
  const [first, ...others] = officials(one)
  return first && others.length === 0 ? first.id : ''
}
