// 有更新: says that there is something newer, over the page and without moving anything on it; a press shows it.
import './newer.css'
import { useEffect, useState } from 'preact/hooks'

/** What somebody does himself changes his page in a moment, and is no news. */
const PAUSE = 1_000

interface Props {
  there: boolean
  words: string
  onShow: () => void
}

export function NewerBar({ there, words, onShow }: Props) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!there) return setShown(false)
    const timer = setTimeout(() => setShown(true), PAUSE)
    return () => clearTimeout(timer)
  }, [there])
  return (
    <div class="newer" role="status">
      {shown && (
        <button class="newer__btn" type="button" onClick={onShow}>
          {words}
        </button>
      )}
    </div>
  )
}
