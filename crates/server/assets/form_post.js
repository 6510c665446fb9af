// Sends the answer to the application at once; the button is for those without a script.
"use strict";

document.getElementById("answer").submit();
