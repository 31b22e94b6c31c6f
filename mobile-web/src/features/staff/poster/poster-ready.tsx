// The poster is open; where the browser refused the window, a link is left.
import { text } from '../text'

const words = text.poster

export function PosterReady({ name, url }: { name: string; url: string }) {
  return (
    <p class="note note--accent mt2" role="status">
      {words.ready(name)}
      <a class="link line" href={url} download={`${name}.pdf`}>
        {words.save}
      </a>
    </p>
  )
}
