// Asks NCALayer, the state's own program on this computer, to sign the text of the minutes with a key of the reader.
"use strict";
{
  const form = document.getElementById("national");
  const start = document.getElementById("national-start");
  const status = document.getElementById("national-status");
  const field = form.querySelector("[name=cms]");

  const say = (words) => { status.textContent = words; };

  const sign = () => {
    start.disabled = true;
    const program = new WebSocket(form.dataset.program);
    let opened = false;
    let done = false;
    const end = (words) => { done = true; start.disabled = false; say(words); program.close(); };

    program.addEventListener("open", () => {
      opened = true;
      say(form.dataset.waiting);
      program.send(JSON.stringify({
        module: "kz.gov.pki.knca.commonUtils",
        method: "createCMSSignatureFromBase64",
        args: ["PKCS12", "SIGNATURE", form.dataset.content, false], // false: the signature apart from the text
      }));
    });
    program.addEventListener("message", (event) => {
      let answer = null;
      try { answer = JSON.parse(event.data); } catch { return; }
      if (!answer || !("code" in answer)) { return; } // it greets with its version
      if (answer.code === "200" && answer.responseObject) {
        done = true;
        field.value = answer.responseObject;
        program.close();
        form.submit();
      } else {
        end(form.dataset.cancelled);
      }
    });
    program.addEventListener("close", () => { if (!done) { end(opened ? form.dataset.cancelled : form.dataset.absent); } });
  };

  start.hidden = false;
  start.addEventListener("click", sign);
}
