// Where the device itself can share (Web Share API), a button for it appears beside the links.
for (const place of document.querySelectorAll("[data-share]")) {
  const button = place.querySelector("button");
  if (!button || typeof navigator.share !== "function") continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ text: place.dataset.shareText, url: place.dataset.share }).catch(() => {});
  });
}
