import "./error-note.css";
import { Icon } from "./Icon.tsx";

/** What went wrong with a whole form, spoken when it appears; nothing while there is nothing to say. */
export function ErrorNote({ text }: { readonly text: string }) {
  if (!text) return null;
  return (
    <p class="error-note" role="alert">
      <Icon name="alert" size="small" />
      <span>{text}</span>
    </p>
  );
}
