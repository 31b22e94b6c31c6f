// 登记回执: what somebody outside the platform answered to a hand-over.
import { useState } from 'preact/hooks'
import { Group } from '@/shared/staff/form'
import { Choice, Input, TextArea } from '@/shared/ui/field'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { EnterHandOverReceipt } from '../case/case.generated'
import { chinaDay } from '../list/due'
import { turnText } from './text'

const words = turnText.receipt

export function ReceiptForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [which, setWhich] = useState<'taken' | 'returned' | ''>('')
  const [on, setOn] = useState('')
  const [document, setDocument] = useState('')
  const [said, setSaid] = useTyped(one.id, 'receipt', '')
  const found = lacking([
    ['taken', which, words.need.which],
    ['on', on, words.need.on],
    ['document', document, words.need.document],
    ['words', said, words.need.words],
  ])
  const submit = () => form.submit(found, () => perform(EnterHandOverReceipt, { ...at(one), taken: which === 'taken', on, document: document.trim(), words: said.trim() }))
  return (
    <CaseFormFrame form={form} fields={['taken', 'on', 'document', 'words']} send={words.send} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.lead}</p>
      <Group label={words.which} error={form.wrong('taken')}>
        <div class="choices">
          {(['taken', 'returned'] as const).map((answer) => (
            <Choice key={answer} type="radio" name="receipt" checked={which === answer} onChange={() => setWhich(answer)} error={form.wrong('taken') !== undefined}>
              {words[answer]}
            </Choice>
          ))}
        </div>
      </Group>
      <Input id="on" label={words.on} value={on} onValue={setOn} error={form.wrong('on')} native={{ type: 'date', max: chinaDay(new Date()) }} />
      <Input id="document" label={words.document} hint={words.documentHint} value={document} onValue={setDocument} error={form.wrong('document')} />
      <TextArea id="words" label={words.words} rows={4} value={said} onValue={setSaid} error={form.wrong('words')} />
    </CaseFormFrame>
  )
}
