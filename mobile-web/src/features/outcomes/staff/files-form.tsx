// 附件 of an outcome: added one by one, taken away one by one.
import { useState } from 'preact/hooks'
import { FormOops, refusalOf } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, FieldError, Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { correctText as words } from './correct-text'
import { DetachOutcomeFile, type CorrectPartsFragment } from './publish.generated'
import { sendFile } from './send-file'

interface Props {
  one: CorrectPartsFragment
  onDone: (what: string) => void
}

export function FilesForm({ one, onDone }: Props) {
  if (!one.viewerCan.includes('CORRECT') && !one.viewerCan.includes('REMOVE')) return null
  return (
    <Section title={words.files}>
      {one.viewerCan.includes('REMOVE') && <There one={one} onDone={onDone} />}
      {one.viewerCan.includes('CORRECT') && <Add one={one} onDone={onDone} />}
    </Section>
  )
}

function There({ one, onDone }: Props) {
  const [refused, setRefused] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const detach = (no: number) =>
    send(async () => {
      const { detachOutcomeFile } = await staffRequest(DetachOutcomeFile, { input: { outcomeId: one.id, revision: one.revision, no } })
      setRefused(detachOutcomeFile.errors)
      if (detachOutcomeFile.outcome) onDone(words.detached)
    })
  return (
    <>
      <ul class="cells">
        {one.files.filter(({ url }) => url).map((file) => (
          <li key={file.no}>
            <button class="btn btn--text" type="button" aria-disabled={busy} onClick={() => detach(file.no)}>
              {words.detach(file.name ?? '')}
            </button>
          </li>
        ))}
      </ul>
      <FormOops refusals={refused} fields={[]} fault={fault} />
    </>
  )
}

function Add({ one, onDone }: Props) {
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [personal, setPersonal] = useState(false)
  const [missing, setMissing] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const submit = (event: Event) => {
    event.preventDefault()
    setMissing(!file)
    if (!file) return
    send(async () => {
      const refused = await sendFile(file, { outcome: one.id, revision: one.revision, name, personal })
      setRefusals(refused)
      if (refused.length === 0) onDone(words.attached)
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <div class="field">
        <label class="field__label" for="attached-file">{words.file}</label>
        <span class="field__hint" id="attached-file-hint">{words.filesHint}</span>
        <input id="attached-file" class="input" type="file" accept="image/jpeg,image/png,image/webp,application/pdf" aria-describedby="attached-file-hint" onChange={(event) => setFile(event.currentTarget.files?.[0])} />
        {missing && <FieldError text={words.noFile} />}
      </div>
      <Input id="name" label={words.fileName} hint={words.fileNameHint} value={name} onValue={setName} error={refusalOf(refusals, 'name')} native={{ maxLength: 60 }} />
      {one.personalUntil && !one.isPersonalOver && <Choice checked={personal} onChange={setPersonal}>{words.filePersonal}</Choice>}
      <FormOops refusals={refusals} fields={['name']} fault={fault} />
      <button class="btn btn--quiet mt5" type="submit" aria-disabled={busy}>{busy ? words.attaching : words.attach}</button>
    </form>
  )
}
