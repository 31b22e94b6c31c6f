// What is kept, who sees it, for how long.
import { privacy } from './text'
import { TextPage } from './text-page'

export default function PrivacyPage() {
  return <TextPage {...privacy} />
}
