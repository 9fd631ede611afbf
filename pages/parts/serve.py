"""Starting the server, as `streamlit` does, with the pages of `app.py` there from the first visit on."""

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from pages.parts.ahead import begin

# Without this the first visit of all reads the folder `pages/` by an old rule, and a reload of any page but the first
# meets "Page not found" when the server was started anew meanwhile.
PagesManager.uses_pages_directory = False

if __name__ == "__main__":
    begin()
    cli.main(prog_name="streamlit")
