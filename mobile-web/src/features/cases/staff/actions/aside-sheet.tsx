// 我要回避这一件: from then on it is not there for whoever said so.
import { useState } from 'preact/hooks'
import type { StepAsideReason } from '@/shared/graphql/schema.generated'
import { Group } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { Choice } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { StepAside } from '../case/case.generated'
import type { CaseHeadFragment } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, useCaseForm } from './use-case-form'

const words = text.page

interface Props {
  one: CaseHeadFragment
  onClose: () => void
  onGone: () => void
}

export function AsideSheet({ one, onClose, onGone }: Props) {
  const form = useCaseForm({ one, onClose, onStale: onGone, onDone: onGone })
  const [reason, setReason] = useState<StepAsideReason>('KIN')
  const submit = () =>
    form.submit([], async () => {
      const { stepAside } = await staffRequest(StepAside, { input: { ...at(one), reason } })
      return { case: null, errors: stepAside.errors }
    })
  return (
    <Sheet label={words.aside} onClose={onClose}>
      <h2>{words.aside}</h2>
      <CaseFormFrame form={form} fields={[]} send={words.asideSend} onClose={onClose} onSubmit={submit}>
        <p class="mt2">{words.asideLead}</p>
        <Group label={words.asideReason}>
          <div class="choices">
            {(Object.keys(words.asideReasons) as StepAsideReason[]).map((one) => (
              <Choice key={one} type="radio" name="aside" checked={reason === one} onChange={() => setReason(one)}>
                {words.asideReasons[one]}
              </Choice>
            ))}
          </div>
        </Group>
      </CaseFormFrame>
    </Sheet>
  )
}
