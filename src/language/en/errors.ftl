## Why a file or a run stopped

error-no-such-input = no such file or folder: {$path}
error-unreadable = cannot read {$path}: {$source}
error-nothing-to-read = no PDF or text file was found in {$named}
error-only-output = everything that was found lies in the output folder {$path}, which is not read as input: name another folder with --output
error-empty-file = the file is empty
error-web-page = the file has the name of a PDF and is a web page or a reply of a server, such as one that asks to log in: get the document itself, and give that
error-foreign = cannot write {$folder}: {$name} is there, and {$reason}; name another folder, or have it replaced with --force
error-no-folder = cannot write {$path}: it is a link or no folder, and is not followed
error-is-input = cannot write over {$path}: it is an input of this run; name another folder with --output
error-fewer = {$folder} holds {$held} documents and would hold {$would_hold}: say --add to keep those that are there, --replace if fewer are meant
error-other-answer = {$folder} holds what {$command} has answered to another question: name another folder, or say --replace
error-half-made = a run was ended while it put its files into {$folder}: {$reason}
error-password-needed = the PDF needs a password
error-password-wrong = the PDF needs a password, and the one that was given does not open it
error-pdf-broken = the PDF cannot be opened: {$reason}
error-pdf-without-text = the PDF has no text: it seems to be a scan, which needs character recognition first
error-no-recogniser = the PDF has no text: it seems to be a scan. {$reason}
error-archive-broken = the file cannot be opened: {$reason}
error-unpacking = {$part} in the file has more than {$megabytes} MB when it is unpacked
error-not-read = the file is {$what}, which is not read: {$remedy}
error-file-too-large = the file has {$bytes} bytes, more than the limit of {$limit}
error-not-a-file = it is not a regular file
error-changing = the file changes while it is read
error-swelling = a stream of the PDF has more than {$megabytes} MB when it is decompressed
error-huge-picture = a picture of the PDF is far larger inside than the document says that it is
error-endless-codes = a font of the PDF gives the widths of more characters than there are
error-too-slow = reading took longer than the {$seconds} s that a document may take
error-too-much-memory = reading took more memory than the {$megabytes} MB that a document may take
error-stack-overflow = reading stopped inside the program: the document is nested too deeply (stack overflow)
error-worker-died = reading stopped inside the program: the worker ended ({$reason})
error-worker-killed = the worker that read it was ended from outside ({$reason}), each time that it was asked
error-too-little-memory = reading took more memory than the {$megabytes} MB that the system gives to a worker
error-no-thread = cannot start a thread: {$source}
error-no-worker = cannot start a worker: {$source}
error-no-job = the job cannot be read: {$reason}
error-in-use = another run writes into {$path}
error-no-manifest = {$path} cannot be verified: {$reason}
error-no-output = {$path} is not a folder that extract has written
error-table-unusable = {$path} cannot be read: {$reason}
error-grammar = grammar {$at}: {$reason}
error-unwritable = cannot write {$path}: {$source}
error-internal = reading stopped inside the program: {$reason}

## Why something stopped

run-again = run the same extract again
more-bytes = it has more than {$most} bytes
no-csv = it has no CSV, which is what is read: extract with --format csv
no-column = it has no column {$missing}: another version of the program wrote it; run extract again
no-reason = no reason given
was-stopped = it was stopped
no-pipes = it has no pipes
folder-in-place = a folder is in its place
it-was-skipped = {$why}; it was skipped

## What is not read in a folder

trouble-link = a symbolic link in a folder is not followed
trouble-too-deep = the folder lies below more than {$deepest} others and was not entered
trouble-nothing-within = it is an archive or a mail, and no file is in it
trouble-container = it is an archive or a mail: the {$count} files in it are read, each for itself
trouble-unreadable = the folder cannot be read: {$reason}
mail-too-large = the mail has more than {$megabytes} MB
mail-unreadable = the mail cannot be read: {$error}
mail-parts = the mail has parts in parts, more than {$most_borders}
mail-not-decoded = it cannot be decoded: {$error}
container-too-deep = it lies in more than {$deepest} containers, one in the other, and was not opened
not-unpacked = it cannot be unpacked: {$error}
name-leads-out = its name leads out of the container
unpacked-too-large = it has more than {$largest} MB when it is unpacked
containers-hold = the containers of the run hold more than {$most_members} files
container-holds = what the container holds has more than {$most} MB when it is unpacked
archive-unopened = the archive cannot be opened: {$error}
archive-lists = the archive lists more than {$most_entries} files
needs-password = it needs a password

## Recognition of pictures

tesseract-not-there = Tesseract, which recognises characters, is not there: install the packages tesseract-ocr and tesseract-ocr-script-latn
tesseract-no-model = Tesseract is there, and its model for Latin letters is not: install the package tesseract-ocr-script-latn
tesseract-only = Tesseract has only the models {$models}, which lose signs such as %: install the package tesseract-ocr-script-latn
tesseract-not-run = Tesseract cannot be run: {$error}
tesseract-slow = recognising the page took longer than {$seconds} s
tesseract-no-words = Tesseract ended without words ({$status})
draw-not-opened = the PDF cannot be opened to draw it
draw-not-found = the page cannot be found to draw it
draw-no-size = the page has no size
recognition-stopped = the recognition stopped
scan-no-thread = cannot start a thread: {$error}
drawing-stopped = drawing the page stopped
drawing-slow = drawing the page took longer than {$seconds} s

## Why a PDF or a page could not be read

reader-stopped-with = the reader stopped: {$text}
reader-stopped = the reader stopped
objects-unread = its objects cannot be read ({$reason})
content-not-decoded = its content cannot be decoded
encryption-unknown = its encryption is of an unknown kind
encryption-damaged = its encryption is damaged
nothing-found-in-pdf = neither its index nor its objects can be found

## What a file is that is not read

format-unknown = the file is neither a PDF nor text ({$format})
format-known = the file is neither a PDF nor text but {$what} ({$format}): {$cure}
format-zip = a zip archive
format-gzip = a gzip archive
format-7z = a 7z archive
format-pptx = a presentation
format-epub = an electronic book
format-mail = a mail
format-mhtml = a saved web page
format-picture = a picture
format-unpack = unpack it, and give the files in it
format-save = save it as PDF, and give that
format-save-attached = save what is attached to it, and give that
format-print = open it in a browser, print it as PDF, and give that
format-recognise = it needs character recognition first, and gives text or a PDF then
not-read-doc = a Word document of 1997 to 2003 (doc)
not-read-rtf = a document in RTF
not-read-xls = a workbook of 1997 to 2003 (xls)
not-read-ppt = a presentation of 1997 to 2003 (ppt)
not-read-msg = a message of Outlook (msg)
not-read-encrypted = an Office file with a password
not-read-old = an Office file of 1997 to 2003
not-read-xlsb = a workbook in binary form (xlsb)
not-read-save-as-docx = save it as DOCX or PDF
not-read-save-as-xlsx-or-pdf = save it as XLSX or PDF
not-read-save-as-xlsx = save it as XLSX
not-read-save-as-pdf = save it as PDF
not-read-save-attached = save what is attached to it
not-read-save-without = save it without one
foreign-no-list = it is no list of what a run has left
foreign-link = it is a link
foreign-no-file = it is no file
foreign-nobody = no run has left it there
foreign-changed = it was changed since a run has left it there
not-read-opendocument = an OpenDocument file with a password

## What the system says

system-numbered = {$text} (os error {$number})
system-other = the system refuses (os error {$number})
system-not-found = no such file or folder
system-permission-denied = permission denied
system-already-exists = it is there already
system-storage-full = the disk is full
system-read-only = the file system is read-only
system-is-a-folder = it is a folder
system-not-a-folder = it is no folder
system-folder-not-empty = the folder is not empty
system-file-too-large = the file is too large
system-invalid-name = the name of the file cannot be used
system-unexpected-end = the file ends too early
system-out-of-memory = there is not enough memory
system-invalid-data = what is in it is not valid
system-interrupted = it was interrupted
system-broken-pipe = the reader has stopped reading
system-timed-out = it took too long
system-busy = it is in use

## Limits that a document reaches

too-many-parts = it lists {$count} parts, more than {$most}
reading-took-longer = reading took longer than {$seconds} s
too-many-characters = the page has more than {$most} characters
too-many-segments = the page has more than {$most} path segments
