// 我的廉洁档案: what everybody may read of me and what I said myself; answering it, declaring what the county may hold.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { AnswerSheet } from './answer-form'
import { OwnArchive } from './archives.generated'
import type { EntryPartsFragment } from './archives.generated'
import { DeclareSheet } from './declare-form'
import { Answers, Entries } from './entries'
import { text } from './text'

const words = text.own

export default function OwnPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {() => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          <Own />
        </>
      )}
    </StaffPage>
  )
}

type Open = 'all' | 'declare' | { readonly answer: EntryPartsFragment } | { readonly change: EntryPartsFragment }

function Own() {
  const { data, error, reload } = useStaffQuery(OwnArchive, { on: null })
  const [open, setOpen] = useState<Open>()
  const [done, setDone] = useDone()
  const close = () => setOpen(undefined)
  const finished = (what: string) => {
    close()
    setDone(what)
    reload()
  }
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { entries, remarks } = data.ownArchive
  const below = (entry: EntryPartsFragment) => (
    <button class="btn btn--quiet btn--small" type="button" aria-haspopup="dialog" aria-label={entry.kind === 'MATTER' ? `${words.change}：${entry.title}` : words.answerOf(entry.title)} onClick={() => setOpen(entry.kind === 'MATTER' ? { change: entry } : { answer: entry })}>
      {entry.kind === 'MATTER' ? words.change : words.answer}
    </button>
  )
  return (
    <>
      {done}
      <button class="btn btn--quiet mt4" type="button" aria-haspopup="dialog" onClick={() => setOpen('declare')}>
        {words.declare}
      </button>
      {entries.length === 0 && <p class="soft mt4">{words.none}</p>}
      <Entries entries={entries} below={below} />
      <Section id="remarks" title={text.archive.remarks}>
        <Answers list={remarks} />
        <button class="btn btn--quiet btn--small mt2" type="button" aria-haspopup="dialog" onClick={() => setOpen('all')}>
          {words.answerAll}
        </button>
      </Section>
      {open === 'all' && <AnswerSheet title={words.answerAll} about={undefined} onClose={close} onDone={finished} />}
      {open === 'declare' && <DeclareSheet matter={undefined} onClose={close} onDone={finished} />}
      {typeof open === 'object' && 'answer' in open && <AnswerSheet title={words.answerOf(open.answer.title)} about={open.answer.key} onClose={close} onDone={finished} />}
      {typeof open === 'object' && 'change' in open && <DeclareSheet matter={open.change} onClose={close} onDone={finished} />}
    </>
  )
}
