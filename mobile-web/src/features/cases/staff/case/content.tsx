// What the reporter said and sent, and what was replied.
import { money } from '@/shared/format/format'
import { faultInWords } from '@/shared/staff/form'
import { Letter } from '@/shared/ui/case-parts'
import { Ticks } from '@/shared/ui/cell'
import { chinaDay, dayInWords, momentInWords } from '../list/due'
import { MediaViewer } from '../media/media-viewer'
import { mediaCounts } from '../media/media-words'
import { text } from '../text'
import { FINDING, MEASURE, publishPath } from '../words'
import type { CaseBody, CaseView } from './case-parts'

const words = text.page

/** The reporter's own words, or why they can't be read. */
export function Said({ view }: { view: CaseView }) {
  const { body, opening, fault, reopen } = view
  if (body) return <Quote text={body.text} />
  if (opening) return <p class="soft mt3">{words.opening}</p>
  return (
    <div class="note mt3">
      <p>{fault ? faultInWords(fault) : words.sealed}</p>
      {fault ? (
        <button class="btn btn--text btn--small" type="button" onClick={reopen}>
          {text.media.again}
        </button>
      ) : (
        <p class="soft small">{words.sealedHelp}</p>
      )}
    </div>
  )
}

/** What was added later, each with its own photos. */
export function Supplements({ view }: { view: CaseView }) {
  const today = chinaDay(new Date())
  return (
    <>
      {view.body?.supplements.map(({ at, text: said, media }) => (
        <div key={at}>
          <h3 class="mt5">{words.supplement(momentInWords(at, today))}</h3>
          <Quote text={said} />
          {media.length > 0 && (
            <div class="mt3">
              <MediaViewer list={media} viewer={view.viewer} originalsOf={view.originals ? view.one.id : undefined} onStale={view.reopen} />
            </div>
          )}
        </div>
      ))}
    </>
  )
}

/** The first evidence, as one viewer. */
export function Evidence({ view }: { view: CaseView }) {
  const media = view.body?.media ?? []
  if (media.length === 0) return null
  return (
    <>
      <p class="soft small">{mediaCounts(media)}</p>
      <div class="mt3">
        <MediaViewer list={media} viewer={view.viewer} originalsOf={view.originals ? view.one.id : undefined} onStale={view.reopen} />
      </div>
    </>
  )
}

export function Replies({ list, caseId }: { list: CaseBody['replies']; caseId: string }) {
  const today = chinaDay(new Date())
  return (
    <>
      {list.map((reply) => (
        <div key={reply.at} class="mt4">
          {list.length > 1 && <h3>{words.reply(reply.instance)}</h3>}
          <Letter text={reply.text} lead={words.findingIs(FINDING[reply.finding])} from={reply.organName} day={dayInWords(chinaDay(new Date(reply.at)), today)}>
            {reply.measures.length > 0 && <Ticks items={reply.measures.map(({ kind, amount, note, body, on, document }) => [MEASURE[kind], amount ? money(amount) : '', body, on, document, note].filter(Boolean).join('，'))} />}
          </Letter>
        </div>
      ))}
      <a class="link" href={publishPath(caseId)}>
        {words.publish}
      </a>
    </>
  )
}

function Quote({ text: said }: { text: string }) {
  return (
    <blockquote class="said mt3">
      {said.split(/\n+/).map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </blockquote>
  )
}
