// Keeping a draft on this phone: only when asked for, with a visible delete.
import { useState } from 'preact/hooks'
import { deleteDraft, readDraft, saveDraft } from '@/shared/draft/draft'
import { Toast } from '@/shared/ui/notices'
import type { ReportForm } from './form'
import { text } from './later-text'

export function DraftBox({ form }: { form: ReportForm }) {
  const [said, setSaid] = useState<string>()
  const kept = readDraft(Date.now())?.submissionKey === form.submissionKey
  const save = () => {
    const { county, submissionKey, others } = form
    const saved = saveDraft({ county, submissionKey, others, subjects: form.chosen.slice(), text: form.story }, Date.now())
    setSaid(saved ? text.draft.saved : text.draft.refused)
  }
  const remove = () => {
    deleteDraft()
    setSaid(text.draft.removed)
  }
  return (
    <details class="mt5">
      <summary>{text.draft.title}</summary>
      <div>
        <p>{text.draft.text}</p>
        <div class="btns mt3">
          <button class="btn btn--quiet" type="button" onClick={save}>
            {text.draft.save}
          </button>
          {kept && (
            <button class="btn btn--quiet" type="button" onClick={remove}>
              {text.draft.remove}
            </button>
          )}
        </div>
        {said && <Toast>{said}</Toast>}
      </div>
    </details>
  )
}
