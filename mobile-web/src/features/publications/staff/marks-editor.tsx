// Marks on the words of a draft: a tap hides a word wherever it stands, another one lets it stand.
import { useState } from 'preact/hooks'
import { Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import type { DraftPartsFragment } from './publications.generated'
import { segments } from './segments'
import { markKinds, text } from './text'

type Mark = NonNullable<DraftPartsFragment['marks']>[number]

interface Props {
  title: string
  words: string
  marks: readonly Mark[]
  onMarks: (marks: readonly Mark[]) => void
}

export function MarksEditor({ title, words, marks, onMarks }: Props) {
  const waiting = marks.filter(({ state }) => state === 'SUGGESTED')
  const turn = (word: string) => onMarks(marks.map((mark) => (mark.word === word ? { ...mark, state: mark.state === 'ACCEPTED' ? 'REMOVED' : 'ACCEPTED' } : mark)))
  return (
    <>
      <p class="mt4">{text.marksLead}</p>
      {waiting.length > 0 && (
        <div class="note note--amber mt3" role="status">
          <p>{text.suggested(waiting.length)}</p>
          <button class="btn btn--quiet mt2" type="button" onClick={() => onMarks(marks.map((mark) => (mark.state === 'SUGGESTED' ? { ...mark, state: 'ACCEPTED' } : mark)))}>
            {text.acceptAll}
          </button>
        </div>
      )}
      <div class="marks mt4">
        <p>
          <b>
            <Marked words={title} marks={marks} onTurn={turn} />
          </b>
        </p>
        <p class="own-text mt3">
          <Marked words={words} marks={marks} onTurn={turn} />
        </p>
      </div>
      <AddMark texts={[title, words]} marks={marks} onMarks={onMarks} />
      <MarkList marks={marks} onMarks={onMarks} onTurn={turn} />
    </>
  )
}

function Marked({ words, marks, onTurn }: { words: string; marks: readonly Mark[]; onTurn: (word: string) => void }) {
  return (
    <>
      {segments(words, marks).map((piece, at) => {
        const mark = marks.find(({ word }) => word === piece.word)
        if (!mark) return piece.text
        return (
          <button key={at} class={`marks__word marks__word--${mark.state.toLowerCase()}`} type="button" aria-pressed={mark.state === 'ACCEPTED'} aria-label={mark.state === 'ACCEPTED' ? text.hiddenWord(mark.instead, mark.word) : mark.word} onClick={() => onTurn(mark.word)}>
            {mark.state === 'ACCEPTED' ? mark.instead : mark.word}
          </button>
        )
      })}
    </>
  )
}

function AddMark({ texts, marks, onMarks }: { texts: readonly string[]; marks: readonly Mark[]; onMarks: Props['onMarks'] }) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const add = () => {
    const word = typed.trim()
    if (!word || !texts.some((one) => one.includes(word))) return setError(text.notThere)
    const mark: Mark = { word, kind: 'OTHER', instead: '某某', state: 'ACCEPTED' }
    onMarks([...marks.filter((one) => one.word !== word), mark])
    setTyped('')
    setError(undefined)
  }
  return (
    <Input
      id="mark-word"
      label={text.more}
      hint={text.moreHint}
      value={typed}
      onValue={setTyped}
      error={error}
      beside={
        <button class="btn btn--quiet btn--small" type="button" onClick={add}>
          {text.add}
        </button>
      }
    />
  )
}

function MarkList({ marks, onMarks, onTurn }: { marks: readonly Mark[]; onMarks: Props['onMarks']; onTurn: (word: string) => void }) {
  const hidden = marks.filter(({ state }) => state === 'ACCEPTED')
  if (hidden.length === 0) return null
  const read = (word: string, instead: string) => onMarks(marks.map((mark) => (mark.word === word ? { ...mark, instead } : mark)))
  return (
    <Section id="marked" title={text.marked} side={String(hidden.length)}>
      <ul class="cells">
        {hidden.map((mark) => (
          <li key={mark.word}>
            <details>
              <summary>
                {mark.word} → {mark.instead} <span class="soft small">{markKinds[mark.kind]}</span>
              </summary>
              <div>
                <Input id={`instead-${mark.word}`} label={text.instead} value={mark.instead} onValue={(instead) => read(mark.word, instead)} />
                <button class="btn btn--quiet mt3" type="button" onClick={() => onTurn(mark.word)}>
                  {text.takeAway}
                </button>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}
