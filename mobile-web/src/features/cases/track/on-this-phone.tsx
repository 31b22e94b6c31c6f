// What this phone keeps: a draft that was asked for, the text size, and a way to clear it all away.
import { useState } from 'preact/hooks'
import { deleteDraft, readDraft, type Draft } from '@/shared/draft/draft'
import { day } from '@/shared/format/format'
import { Choice } from '@/shared/ui/field'
import { Forget } from '@/shared/ui/forget'
import { Section } from '@/shared/ui/section'
import { useSize } from '@/shared/ui/size'
import { words } from './on-this-phone-text'

export default function OnThisPhone() {
  const [draft, setDraft] = useState(() => readDraft(Date.now()))
  return (
    <>
      {draft && <DraftSection draft={draft} setDraft={setDraft} />}
      <SizeSection />
      <Section title={words.phone.title}>
        <p class="soft">
          {words.phone.lead}
          <a href="/privacy">{words.phone.more}</a>
        </p>
        <Forget onDone={() => setDraft(undefined)} />
      </Section>
    </>
  )
}

function DraftSection({ draft, setDraft }: { draft: Draft; setDraft: (draft: Draft | undefined) => void }) {
  const remove = () => {
    deleteDraft()
    setDraft(undefined)
  }
  return (
    <Section title={words.draft} side={words.draftUntil(day(new Date(draft.until).toISOString()))}>
      <p class="said">{draft.text ? Array.from(draft.text).slice(0, 40).join('') : words.draftEmpty}</p>
      <div class="btns mt3">
        <a class="btn btn--quiet" href={`/${draft.county}/report?draft`}>
          {words.draftOpen}
        </a>
        <button class="btn btn--quiet" type="button" onClick={remove}>
          {words.draftRemove}
        </button>
      </div>
    </Section>
  )
}

function SizeSection() {
  const [size, setSize] = useSize()
  return (
    <section class="section">
      <fieldset>
        <legend class="as-h2 strong">{words.size}</legend>
        <div class="choices">
          <Choice type="radio" name="size" checked={size === 'normal'} onChange={() => setSize('normal')}>
            {words.sizeNormal}
          </Choice>
          <Choice type="radio" name="size" checked={size === 'large'} onChange={() => setSize('large')}>
            {words.sizeLarge}
          </Choice>
        </div>
      </fieldset>
    </section>
  )
}
