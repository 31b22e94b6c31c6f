// Step 6: a last look, the consent, and handing it in.
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Subject } from '@/shared/draft/draft'
import { characters } from '@/shared/format/format'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { mayBeNamed, type UploadItem } from '@/shared/upload/item'
import { uploadText } from '@/shared/upload/text'
import { useQueue } from '@/shared/upload/use-queue'
import { Facts } from '@/shared/ui/cell'
import { Choice, FieldError } from '@/shared/ui/field'
import { Icon } from '@/shared/ui/icon'
import { Toast } from '@/shared/ui/notices'
import type { LaterProps, ReportForm } from './form'
import { text } from './later-text'
import { useSubmit } from './use-submit'

export default function ReviewStep({ form, patch, organ, go }: LaterProps) {
  const { route } = useLocation()
  const queue = useQueue(form.submissionKey, form.county)
  const [missing, setMissing] = useState(false)
  const submit = useSubmit(form, queue, () => route('/report/done', true), () => patch({ token: undefined }))
  const words = text.review
  const handIn = () => {
    setMissing(!form.consent)
    if (form.consent) void submit.start()
    else document.getElementById('consent')?.focus()
  }
  return (
    <>
      <h1>{words.title}</h1>
      <Overview form={form} organ={organ} items={queue.items} go={go} />
      <div class="mt4">
        <Choice id="consent" checked={form.consent} error={missing && !form.consent} onChange={(consent) => patch({ consent })}>
          {words.consent(organ ?? '')}
          <a href="/privacy">{words.privacy}</a>。
        </Choice>
        {missing && !form.consent && <FieldError id="consent-error" text={words.consentMissing} />}
      </div>
      {submit.mistake && (
        <div class="oops mt4" role="alert">
          <p>{submit.mistake.text}</p>
          {submit.mistake.step && (
            <button class="btn btn--quiet mt3" type="button" onClick={() => go(submit.mistake?.step ?? 1)}>
              {words.change}
            </button>
          )}
        </div>
      )}
      <button class="btn btn--red mt4" type="button" disabled={submit.busy !== undefined} onClick={handIn}>
        <Icon name="shield" size={24} />
        {submit.busy ?? (submit.mistake || submit.waiting ? words.again : words.submit)}
      </button>
      {submit.busy && (
        <p class="vh" role="status">
          {submit.busy}
        </p>
      )}
      {submit.waiting && <Toast icon="offline">{submit.waiting}</Toast>}
      <p class="soft small mt4">{words.after}</p>
    </>
  )
}

function Overview({ form, organ, items, go }: { form: ReportForm; organ: string | undefined; items: readonly UploadItem[]; go: (step: number) => void }) {
  const words = text.review
  const whom = [...form.chosen.map(subjectInWords), form.others.trim()].filter(Boolean)
  return (
    <Facts
      class="mt3"
      rows={[
        [words.who, <b key="organ">{organ}</b>],
        [words.whom, <Changeable key="whom" label={words.whom} step={2} go={go}>{whom.join('；')}</Changeable>],
        [words.what, <Changeable key="what" label={words.what} step={3} go={go}>{shortened(form.story)}</Changeable>],
        [words.files, <Changeable key="files" label={words.files} step={4} go={go}>{filesInWords(items)}</Changeable>],
        [words.by, <Changeable key="by" label={words.by} step={5} go={go}>{form.helping ? words.helping(form.name, form.helped) : form.name}</Changeable>],
      ]}
    />
  )
}

/** An official with the post, a power with its unit: what it would be mistaken for without. */
function subjectInWords({ kind, name, detail }: Subject): string {
  if (kind === 'UNIT' || !detail) return name
  return kind === 'POWER' ? `${detail}的${name}` : `${name}，${detail}`
}

function Changeable({ label, step, go, children }: { label: string; step: number; go: (step: number) => void; children: string }) {
  return (
    <span class="changeable">
      <span class="changeable__text">{children}</span>
      <button class="btn btn--text btn--small" type="button" aria-label={text.review.change + label} onClick={() => go(step)}>
        {text.review.change}
      </button>
    </span>
  )
}

const shownCharacters = 60

function shortened(story: string): string {
  const words = story.trim() || text.story.spoken
  return characters(words) > shownCharacters ? `${Array.from(words).slice(0, shownCharacters).join('')}……` : words
}

function filesInWords(items: readonly UploadItem[]): string {
  const good = items.filter(mayBeNamed)
  const kinds: readonly MediaKind[] = ['AUDIO', 'PHOTO', 'VIDEO']
  const counts = kinds.map((kind) => [kind, good.filter((item) => item.kind === kind).length] as const).filter(([, count]) => count > 0)
  if (counts.length === 0) return text.review.none
  return counts.map(([kind, count]) => uploadText.count(kind, count)).join('，') + (good.some((item) => item.state !== 'done') ? text.review.still : '')
}
