// Step 5: name, proven phone, and whether messages may come.
import { useState } from 'preact/hooks'
import { PhoneCode } from '@/shared/phone/phone-code'
import { startUploads, useQueue } from '@/shared/upload/use-queue'
import { Choice, Input } from '@/shared/ui/field'
import { Mistakes, type Mistake } from '@/shared/ui/notices'
import type { ReportForm, StepProps } from './form'
import { text } from './later-text'

export default function ContactStep({ form, patch, next }: StepProps) {
  const queue = useQueue(form.submissionKey, form.county)
  const [attempt, setAttempt] = useState(0)
  const [uploadFailed, setUploadFailed] = useState(false)
  const words = text.contact
  const mistakes = attempt > 0 ? mistakesOf(form) : []
  const mistakeAt = (field: string) => mistakes.find((one) => one.field === field)?.text
  const start = (token: string) =>
    startUploads(queue, token).then(
      () => setUploadFailed(false),
      () => setUploadFailed(true),
    )
  const proven = (token: string | undefined) => {
    patch({ token })
    if (token) void start(token)
  }
  const goOn = () => {
    setAttempt(attempt + 1)
    if (mistakesOf(form).length > 0) return
    if (uploadFailed && form.token) void start(form.token)
    next()
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p class="soft mt2">{words.lead}</p>
      <Mistakes list={mistakes} attempt={attempt} />
      <Input id="name" label={words.name} error={mistakeAt('name')} value={form.name} onValue={(name) => patch({ name })} native={{ autocomplete: 'name', maxLength: 40 }} />
      <PhoneCode purpose="REPORT" county={form.county} phone={form.phone} onPhone={(phone) => patch({ phone })} token={form.token} onToken={proven} missing={mistakeAt('phone')} />
      {uploadFailed && (
        <p class="note mt3" role="status">
          {words.uploadFailed}
        </p>
      )}
      <Helper form={form} patch={patch} error={mistakeAt('helped')} />
      <fieldset class="field">
        <legend class="field__label">{words.sms}</legend>
        <div class="choices">
          <Choice type="radio" name="sms" checked={form.wantsSms} onChange={() => patch({ wantsSms: true })} small={words.smsYesHint}>
            {words.smsYes}
          </Choice>
          <Choice type="radio" name="sms" checked={!form.wantsSms} onChange={() => patch({ wantsSms: false })} small={words.smsNoHint}>
            {words.smsNo}
          </Choice>
        </div>
      </fieldset>
      <button class="btn mt5" type="button" onClick={goOn}>
        {text.next}
      </button>
    </>
  )
}

function Helper({ form, patch, error }: Pick<StepProps, 'form' | 'patch'> & { error: string | undefined }) {
  return (
    <>
      <div class="mt4">
        <Choice checked={form.helping} onChange={(helping) => patch({ helping })} small={text.contact.helperHint}>
          {text.contact.helper}
        </Choice>
      </div>
      {form.helping && <Input id="helped" label={text.contact.helped} error={error} value={form.helped} onValue={(helped) => patch({ helped })} native={{ maxLength: 40 }} />}
    </>
  )
}

function mistakesOf(form: ReportForm): Mistake[] {
  const found: Mistake[] = []
  if (!form.name.trim()) found.push({ field: 'name', text: text.contact.nameMissing })
  if (!form.token) found.push({ field: 'phone', text: text.contact.phoneMissing })
  if (form.helping && !form.helped.trim()) found.push({ field: 'helped', text: text.contact.helpedMissing })
  return found
}
